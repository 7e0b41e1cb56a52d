package org.medsettle.sim;

import java.util.concurrent.TimeUnit;
import org.medsettle.common.EpochClock;
import org.medsettle.model.Dice;

/**
 * The machine's clock: the time of the world, and by how much it is wrong.
 *
 * <p>Threads: one. Units: epoch milliseconds.
 */
final class SimulatedClock implements EpochClock {
    private final Dice dice;
    private final Coverage coverage;
    private long worldMs;
    private long wrongByMs;

    SimulatedClock(Dice dice, Coverage coverage) {
        this.dice = dice;
        this.coverage = coverage;
    }

    @Override
    public long epochMs() {
        return worldMs + wrongByMs;
    }

    /** The world goes on to this time, or has done so already. */
    void advanceTo(long epochMs) {
        worldMs = Math.max(worldMs, epochMs);
    }

    /** Somebody sets the clock: right, or wrong by moments, hours, seldom days. */
    void jump() {
        long before = wrongByMs;
        if (dice.percent(40)) {
            wrongByMs = 0;
        } else {
            long most = dice.of(50, TimeUnit.MINUTES.toMillis(1), TimeUnit.HOURS.toMillis(3));
            long bound = dice.percent(6) ? TimeUnit.DAYS.toMillis(400) : most;
            wrongByMs = dice.between(-bound, dice.percent(80) ? bound : bound / 100);
        }
        if (wrongByMs < before) {
            coverage.fault(FaultKind.CLOCK_BACK);
        } else if (wrongByMs > before) {
            coverage.fault(FaultKind.CLOCK_FORWARD);
        }
    }
}
