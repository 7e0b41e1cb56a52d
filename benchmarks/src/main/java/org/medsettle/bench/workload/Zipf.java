package org.medsettle.bench.workload;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws ranks 0 to n-1 by Zipf's law, the first most often: how settlements spread over institutions.
 *
 * <p>Threads: immutable once made. Invariant: the cumulated weights are ascending and end at 1.
 */
public final class Zipf {
    private final double[] cumulated;

    public Zipf(int ranks, double exponent) {
        cumulated = new double[ranks];
        double sum = 0;
        for (int i = 0; i < ranks; i++) {
            sum += Math.pow(i + 1.0, -exponent);
            cumulated[i] = sum;
        }
        for (int i = 0; i < ranks; i++) {
            cumulated[i] /= sum;
        }
    }

    public int draw(RandomGenerator random) {
        int at = Arrays.binarySearch(cumulated, random.nextDouble());
        return Math.min(at >= 0 ? at : -at - 1, cumulated.length - 1);
    }
}
