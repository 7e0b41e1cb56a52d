package org.medsettle.bench.his;

import java.util.random.RandomGenerator;

/**
 * Shares of transactions, written as {@code 1101=30,2101=30,2102=40}.
 *
 * <p>Threads: immutable. Failure: {@link IllegalArgumentException} says what is wrong with the text.
 */
final class Workload {
    private final int[] weights = new int[HisTransaction.values().length];
    private int sum;

    private Workload() {}

    static Workload parse(String text) {
        Workload workload = new Workload();
        for (String part : text.split(",", -1)) {
            String[] sides = part.strip().split("=", 2);
            HisTransaction transaction = HisTransaction.of(sides[0]);
            int weight = sides.length == 1 ? 1 : Integer.parseInt(sides[1]);
            if (weight < 0) {
                throw new IllegalArgumentException("a share is below zero: " + part);
            }
            workload.weights[transaction.ordinal()] += weight;
            workload.sum += weight;
        }
        if (workload.sum == 0) {
            throw new IllegalArgumentException("the shares of a workload add up to zero: " + text);
        }
        return workload;
    }

    /** True when settlements are undone, and so must be remembered. */
    boolean undoes() {
        return weights[HisTransaction.CANCEL.ordinal()] + weights[HisTransaction.REVERSE.ordinal()] > 0;
    }

    HisTransaction draw(RandomGenerator random) {
        int at = random.nextInt(sum);
        for (HisTransaction transaction : HisTransaction.values()) {
            at -= weights[transaction.ordinal()];
            if (at < 0) {
                return transaction;
            }
        }
        throw new IllegalStateException("the shares do not add up");
    }
}
