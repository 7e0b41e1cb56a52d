package org.medsettle.gateway.cli.demo;

import io.netty.util.concurrent.ScheduledFuture;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.cli.demo.Witness.Fate;

/**
 * Notes for every answered key a position of some outside record of the disk that is certainly behind the force which the
 * answer waited for: the position is read after the answer has been seen.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class AnswerClock {
    private static final long PERIOD_MS = 5;

    private final HisClient client;
    private final Witness witness;
    private final LongSupplier position;
    private long[] positions = new long[1_024];
    private int[] open = new int[64];
    private int openCount;
    private int seen;
    private @Nullable ScheduledFuture<?> ticking;

    AnswerClock(HisClient client, Witness witness, LongSupplier position) {
        this.client = client;
        this.witness = witness;
        this.position = position;
    }

    /** Begins; keys that were answered before count from now on. */
    void start() {
        ticking = client.loop().scheduleWithFixedDelay(this::tick, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    void stop() {
        if (ticking != null) {
            ticking.cancel(false);
        }
    }

    /** The position of a key; {@link Long#MAX_VALUE} for one that was not answered while this ran. */
    long position(int row) {
        return row < positions.length && positions[row] > 0 ? positions[row] : Long.MAX_VALUE;
    }

    private void tick() {
        while (seen < witness.size()) {
            if (openCount == open.length) {
                open = Arrays.copyOf(open, 2 * openCount);
            }
            open[openCount++] = seen++;
        }
        if (witness.size() > positions.length) {
            positions = Arrays.copyOf(positions, 2 * witness.size());
        }
        int[] answered = new int[openCount];
        int count = 0;
        int kept = 0;
        for (int i = 0; i < openCount; i++) {
            Fate fate = witness.fate(open[i]);
            if (fate == Fate.DONE || fate == Fate.REFUSED) {
                answered[count++] = open[i];
            } else {
                open[kept++] = open[i];
            }
        }
        openCount = kept;
        long now = count == 0 ? 0 : position.getAsLong();
        for (int i = 0; i < count; i++) {
            positions[answered[i]] = now;
        }
    }
}
