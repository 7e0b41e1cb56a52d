package org.medsettle.bench.open;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins requests that waited long to stalls.
 *
 * <p>Threads: one. Units: nanoseconds since the epoch. Invariant: stalls do not overlap; the first {@value #MOST} are kept.
 */
public final class StallRecorder {
    private static final int MOST = 1_000;

    private final List<Stall> stalls = new ArrayList<>();
    private long startNs;
    private long endNs = Long.MIN_VALUE;
    private long requests;

    /** Notes a request, if it waited long; requests are noted in the order of their answers. */
    public void record(long intendedNs, long answeredNs) {
        if (answeredNs - intendedNs < Stall.LONG_NS) {
            return;
        }
        if (intendedNs > endNs) {
            end();
            startNs = intendedNs;
        }
        startNs = Math.min(startNs, intendedNs);
        endNs = answeredNs;
        requests++;
    }

    private void end() {
        if (requests > 0 && stalls.size() < MOST) {
            stalls.add(new Stall(startNs, endNs, requests));
        }
        requests = 0;
    }

    public List<Stall> stalls() {
        end();
        endNs = Long.MIN_VALUE;
        return List.copyOf(stalls);
    }
}
