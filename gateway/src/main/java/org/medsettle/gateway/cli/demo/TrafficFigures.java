package org.medsettle.gateway.cli.demo;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Counts and latencies of the traffic, the latencies apart for the time before and after the kill.
 *
 * <p>Units: nanoseconds, fen. Latency is from writing a request to its answer, one request in flight per window; what
 * was lost in the kill has none.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class TrafficFigures {
    private static final long HIGHEST_NS = 60_000_000_000L;

    private final Histogram[] settleNs = {new Histogram(HIGHEST_NS, 3), new Histogram(HIGHEST_NS, 3)};
    private final Histogram[] messageNs = {new Histogram(HIGHEST_NS, 3), new Histogram(HIGHEST_NS, 3)};
    private final Map<Integer, Long> refusals = new TreeMap<>();
    private final long[] bills = new long[2];
    private final long[] billsFen = new long[2];
    private int phase;

    long settled;
    long cancelled;
    long reversed;
    long cancelsUndone;
    long repeats;
    /** Requests that were not taken, and of those the ones that a node on its way down did not take. */
    long busy;

    long draining;
    long cashOnly;
    long lost;
    long resentUnasked;
    long askedDone;
    long askedNever;
    long reversedDone;
    long reversedNever;

    /** From here on latencies count as after the kill. */
    void afterKill() {
        phase = 1;
    }

    void answered(Transaction transaction, long latencyNs) {
        long ns = Math.min(latencyNs, HIGHEST_NS);
        messageNs[phase].recordValue(ns);
        if (transaction == Transaction.SETTLE) {
            settleNs[phase].recordValue(ns);
        }
    }

    void refused(int code) {
        refusals.merge(code, 1L, Long::sum);
    }

    void billSettled(int medType, long fen) {
        int kind = medType == Venue.PHARMACY ? 0 : 1;
        bills[kind]++;
        billsFen[kind] += fen;
    }

    Histogram settleNs(boolean isAfterKill) {
        return settleNs[isAfterKill ? 1 : 0];
    }

    Histogram messageNs(boolean isAfterKill) {
        return messageNs[isAfterKill ? 1 : 0];
    }

    long messages() {
        return messageNs[0].getTotalCount() + messageNs[1].getTotalCount();
    }

    /** Refusals by result code. */
    Map<Integer, Long> refusals() {
        return refusals;
    }

    long pharmacyBills() {
        return bills[0];
    }

    long outpatientBills() {
        return bills[1];
    }

    long pharmacyMeanFen() {
        return bills[0] == 0 ? 0 : billsFen[0] / bills[0];
    }

    long outpatientMeanFen() {
        return bills[1] == 0 ? 0 : billsFen[1] / bills[1];
    }
}
