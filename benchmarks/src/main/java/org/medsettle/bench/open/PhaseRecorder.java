package org.medsettle.bench.open;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Counts what came of the requests of one phase. Threads: the event loop. Units: nanoseconds. */
final class PhaseRecorder {
    private static final long MAX_NS = 60_000_000_000L;
    private static final long TIMELY_NS = 1_000_000_000L;

    private final LoadDoor door;
    private final Map<Integer, long[]> codes = new TreeMap<>();
    private final Histogram latencyNs = new Histogram(1, MAX_NS, 3);
    private final Histogram refusalNs = new Histogram(1, MAX_NS, 3);
    private final Histogram undoingNs = new Histogram(1, MAX_NS, 3);
    long sent;
    long unsent;
    private long settled;
    private long timely;
    private long repeatsKnown;
    private long undone;
    private long lastAnswerNs;

    PhaseRecorder(LoadDoor door) {
        this.door = door;
    }

    void record(LoadRequest request, long nowNs) {
        long sinceSentNs = within(nowNs - request.sentNs);
        latencyNs.recordValue(within(nowNs - request.intendedNs));
        codes.computeIfAbsent(request.code, none -> new long[1])[0]++;
        lastAnswerNs = nowNs;
        boolean success = door.isSuccess(request.code);
        if (door.isBusy(request.code)) {
            refusalNs.recordValue(sinceSentNs);
        } else if (request.kind == RequestKind.UNDOING) {
            undoingNs.recordValue(sinceSentNs);
            undone += success ? 1 : 0;
        }
        if (success && request.kind == RequestKind.SETTLEMENT) {
            settled++;
        }
        timely += success && sinceSentNs <= TIMELY_NS ? 1 : 0;
        repeatsKnown += success && request.kind == RequestKind.REPEAT ? 1 : 0;
    }

    private static long within(long ns) {
        return Math.max(1, Math.min(MAX_NS, ns));
    }

    /**
     * @param startNs when the phase began
     * @param loadStartNs when the load began
     */
    PhaseResult result(Phase phase, long startNs, long loadStartNs) {
        Map<String, Long> named = new TreeMap<>();
        codes.forEach((code, count) -> named.merge(door.codeName(code), count[0], Long::sum));
        double seconds = Math.max(phase.saturates() ? 0 : phase.seconds(), (lastAnswerNs - startNs) / 1e9);
        return new PhaseResult(
                phase,
                (startNs - loadStartNs) / 1e9,
                seconds,
                sent,
                unsent,
                sent - latencyNs.getTotalCount(),
                new PhaseResult.Counts(latencyNs.getTotalCount(), settled, timely, repeatsKnown, undone),
                named,
                latencyNs,
                refusalNs,
                undoingNs);
    }
}
