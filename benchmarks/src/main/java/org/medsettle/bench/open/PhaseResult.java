package org.medsettle.bench.open;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What came of the requests of one phase.
 *
 * <p>Units: seconds, nanoseconds. A request belongs to the phase it was intended in, whenever it was answered.
 *
 * @param phase what was intended
 * @param startSeconds when it began, since the start of the load
 * @param seconds from its start to its last answer, at least as long as it was meant to be
 * @param sent requests
 * @param unsent given up before they were sent, see {@link LoadPlan#patienceMs}
 * @param unanswered sent, but without an answer ten seconds after the end of the load
 * @param counts of answers
 * @param codes how often each was answered
 * @param latencyNs of every answer, from its intended time
 * @param refusalNs of answers that say to come later, from when the request was sent
 * @param undoingNs of requests that undo and were not put off, from when they were sent
 */
public record PhaseResult(
        Phase phase,
        double startSeconds,
        double seconds,
        long sent,
        long unsent,
        long unanswered,
        Counts counts,
        Map<String, Long> codes,
        Histogram latencyNs,
        Histogram refusalNs,
        Histogram undoingNs) {
    /**
     * Answers counted.
     *
     * @param answered all
     * @param settled new settlements that went well
     * @param timely whatever went well within a second after it was sent
     * @param repeatsKnown repeats that were answered like a settlement
     * @param undone settlements undone
     */
    public record Counts(long answered, long settled, long timely, long repeatsKnown, long undone) {}

    /** When nothing more was intended in it, since the start of the load. */
    public double endSeconds() {
        return startSeconds + phase.seconds();
    }

    public double answersPerSecond() {
        return counts.answered / seconds;
    }

    /** New settlements per second, without repeats. */
    public double settledPerSecond() {
        return counts.settled / seconds;
    }

    /** Successes per second that came in time to be of use. */
    public double goodputPerSecond() {
        return counts.timely / seconds;
    }

    /** Latency in milliseconds. */
    public double latencyMs(double percentile) {
        return latencyNs.getValueAtPercentile(percentile) / 1e6;
    }
}
