package org.medsettle.bench.workload;

import java.util.random.RandomGenerator;

/** Sizes of bills: they fall off exponentially around a pharmacy's mean of 102 yuan. Threads: stateless. Units: fen. */
public final class Bills {
    private static final long MIN_FEN = 100;
    private static final long MAX_FEN = 100_000;
    private static final double MEAN_FEN = 10_200;

    private Bills() {}

    public static long draw(RandomGenerator random) {
        return draw(random, MEAN_FEN);
    }

    /** The same around another mean. */
    public static long draw(RandomGenerator random, double meanFen) {
        long fen = MIN_FEN + (long) (-Math.log(1 - random.nextDouble()) * (meanFen - MIN_FEN));
        return Math.min(fen, MAX_FEN);
    }
}
