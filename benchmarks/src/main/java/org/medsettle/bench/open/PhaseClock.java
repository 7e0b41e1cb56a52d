package org.medsettle.bench.open;

import java.util.List;

/**
 * When the next request of a row of phases is due, and in which phase it is.
 *
 * <p>Threads: one. Units: nanoseconds of {@link System#nanoTime}. Invariant: due times do not depend on what was answered,
 * unless a phase saturates; every request of a phase with a rate is either taken or given up.
 */
final class PhaseClock {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long NOTHING_DUE = -1;

    private final List<Phase> phases;
    private final long[] startsNs;
    private final long[] unsent;
    private final long patienceNs;
    private int phase;
    private Pacer pacer;
    private long next;
    private long total;

    /** @param patienceNs after which a due request that was not taken is given up, 0 for never */
    PhaseClock(List<Phase> phases, long startNs, long patienceNs) {
        this.phases = phases;
        this.patienceNs = patienceNs;
        startsNs = new long[phases.size() + 1];
        unsent = new long[phases.size()];
        startsNs[0] = startNs;
        for (int i = 0; i < phases.size(); i++) {
            startsNs[i + 1] = startsNs[i] + phases.get(i).seconds() * NS_PER_SECOND;
        }
        pacer = new Pacer(startNs, 1);
        begin(0);
    }

    private void begin(int index) {
        phase = index;
        next = 0;
        total = 0;
        if (index < phases.size()) {
            Phase current = phases.get(index);
            pacer = new Pacer(startsNs[index], Math.max(1, current.ratePerSecond()));
            total = current.saturates() ? Long.MAX_VALUE : current.ratePerSecond() * current.seconds();
        }
    }

    /** When the next request is due: now or before, in the future, or -1 for never again. */
    long nextDueNs(long nowNs) {
        while (phase < phases.size()) {
            if (nowNs < startsNs[phase]) {
                return startsNs[phase];
            }
            boolean saturates = phases.get(phase).saturates();
            if (saturates ? nowNs < startsNs[phase + 1] : next < total) {
                if (saturates) {
                    return nowNs;
                }
                giveUp(nowNs);
                if (next < total) {
                    return pacer.dueNs(next);
                }
            }
            begin(phase + 1);
        }
        return NOTHING_DUE;
    }

    private void giveUp(long nowNs) {
        if (patienceNs > 0 && nowNs - pacer.dueNs(next) > patienceNs) {
            long until = Math.min(total, pacer.dueBy(nowNs - patienceNs));
            unsent[phase] += until - next;
            next = until;
        }
    }

    /** The request that was due is sent. */
    void taken() {
        next++;
    }

    /** Phase of the request that {@link #nextDueNs} has answered. */
    int phase() {
        return phase;
    }

    boolean isOver(long nowNs) {
        return nextDueNs(nowNs) == NOTHING_DUE;
    }

    long startNs(int index) {
        return startsNs[index];
    }

    long unsent(int index) {
        return unsent[index];
    }

    /** When the last phase ends. */
    long endNs() {
        return startsNs[phases.size()];
    }
}
