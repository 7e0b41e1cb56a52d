package org.medsettle.bench.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Draws one of several things by their weights.
 *
 * <p>Threads: immutable. Failure: a name that the door does not know is refused with the names it knows.
 */
public final class Shares<T> {
    private final List<T> things = new ArrayList<>();
    private final int[] weights;
    private final int sum;

    /** @param known the things a door knows, by the names that workload files use */
    public Shares(Map<String, Integer> named, Map<String, T> known) {
        weights = new int[named.size()];
        int total = 0;
        for (Map.Entry<String, T> thing : known.entrySet()) {
            Integer weight = named.get(thing.getKey());
            if (weight != null) {
                weights[things.size()] = weight;
                things.add(thing.getValue());
                total += weight;
            }
        }
        if (things.size() < weights.length) {
            throw new IllegalArgumentException(
                    "a workload asks for " + named.keySet() + ", but this door knows " + known.keySet());
        }
        sum = total;
    }

    public T draw(RandomGenerator random) {
        int at = random.nextInt(sum);
        int i = 0;
        while (at >= weights[i]) {
            at -= weights[i++];
        }
        return things.get(i);
    }
}
