package org.medsettle.gateway.his;

import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.his.http.HttpExchange;

/**
 * A request between its arrival and its answer: where the answer goes, and what of the request it repeats.
 *
 * <p>Units: arrival in epoch milliseconds, start in nanoseconds of {@code System.nanoTime()}.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class PendingRequest {
    private final int index;
    private int generation;
    private @Nullable HttpExchange exchange;
    private HisTransaction transaction = HisTransaction.OTHER;
    private int area;
    private long arrivalMs;
    private long startedNs;
    private boolean throttled;
    private int sender;
    private long senderWord1;
    private long senderWord2;

    PendingRequest(int index) {
        this.index = index;
    }

    PendingRequest begin(HttpExchange exchange, long arrivalMs, long startedNs) {
        this.exchange = exchange;
        this.arrivalMs = arrivalMs;
        this.startedNs = startedNs;
        transaction = HisTransaction.OTHER;
        area = 0;
        throttled = false;
        return this;
    }

    /** What was read of the request. */
    void means(HisTransaction transaction, int area) {
        this.transaction = transaction;
        this.area = area;
    }

    /** Ends this use; its correlation is not valid any more. */
    void end() {
        exchange = null;
        generation++;
    }

    int index() {
        return index;
    }

    /** Names this use of this place. */
    long correlation() {
        return ((long) generation << 32) | index;
    }

    boolean isUnderWay() {
        return exchange != null;
    }

    HttpExchange exchange() {
        HttpExchange own = exchange;
        if (own == null) {
            throw new IllegalStateException("no request is under way here");
        }
        return own;
    }

    HisTransaction transaction() {
        return transaction;
    }

    /** Area of care, 0 when unknown. */
    int area() {
        return area;
    }

    long arrivalMs() {
        return arrivalMs;
    }

    /** Whose it is: a row of the admission's table, and the code that leads to it. */
    void isFrom(int row, long word1, long word2) {
        sender = row;
        senderWord1 = word1;
        senderWord2 = word2;
    }

    /** Turned away since its sender or its connection had had its share. */
    void throttle() {
        throttled = true;
    }

    boolean isThrottled() {
        return throttled;
    }

    int sender() {
        return sender;
    }

    long senderWord1() {
        return senderWord1;
    }

    long senderWord2() {
        return senderWord2;
    }

    long startedNs() {
        return startedNs;
    }
}
