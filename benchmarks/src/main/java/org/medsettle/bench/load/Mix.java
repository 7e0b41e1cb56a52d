package org.medsettle.bench.load;

import java.util.SplittableRandom;

/**
 * Which command comes next: mostly the next new one, now and then a repeat of one of the last thousand.
 *
 * <p>Threads: one. Invariant: numbers from {@code firstNumber} on are each new exactly once, in order.
 */
public final class Mix {
    private static final int REPEAT_WINDOW = 1_000;

    private final SplittableRandom random;
    private final double repeatShare;
    private final long firstNumber;
    private long fresh;
    private long repeats;

    /** @param repeatShare share of repeats, 0 to 1 */
    public Mix(long firstNumber, double repeatShare, long seed) {
        this.firstNumber = firstNumber;
        this.repeatShare = repeatShare;
        this.random = new SplittableRandom(seed);
        fresh = firstNumber;
    }

    /** Number of the next command. */
    public long next() {
        if (repeatShare > 0 && fresh > firstNumber && random.nextDouble() < repeatShare) {
            repeats++;
            return fresh - 1 - random.nextInt((int) Math.min(REPEAT_WINDOW, fresh - firstNumber));
        }
        return fresh++;
    }

    /** New commands so far. */
    public long fresh() {
        return fresh - firstNumber;
    }

    public long repeats() {
        return repeats;
    }
}
