package org.medsettle.bench.open;

import java.util.List;

/**
 * What a load does: where, over how many connections, and at which rates.
 *
 * @param host of the door
 * @param port of the door
 * @param connections kept open
 * @param depth requests under way on each
 * @param patienceMs a request that could not be sent for so long, because every connection was full, is given up and counted
 *     as unsent; 0 for never, which is what a latency figure needs
 * @param phases one after the other, without a pause
 */
public record LoadPlan(String host, int port, int connections, int depth, long patienceMs, List<Phase> phases) {
    public LoadPlan {
        if (connections < 1 || depth < 1) {
            throw new IllegalArgumentException("a load needs a connection and a request under way on it");
        }
        phases = List.copyOf(phases);
    }
}
