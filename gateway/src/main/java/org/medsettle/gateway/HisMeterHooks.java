package org.medsettle.gateway;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.LogEvent;
import org.medsettle.common.ThreadSafe;
import org.medsettle.gateway.admin.NodeMetrics;
import org.medsettle.gateway.his.HisMetrics;
import org.medsettle.gateway.his.HisTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the HIS door reports, handed on to the node's metrics. Threads: any. */
@ThreadSafe
final class HisMeterHooks implements HisMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(HisMeterHooks.class);

    private final NodeMetrics metrics;
    private final AtomicLong connections = new AtomicLong();

    HisMeterHooks(NodeMetrics metrics) {
        this.metrics = metrics;
    }

    /** The messages, in the order of their ordinals. */
    static List<NodeMetrics.Transaction> transactions() {
        return Arrays.stream(HisTransaction.values())
                .map(transaction -> new NodeMetrics.Transaction(transaction.ordinal(), transaction.infno()))
                .toList();
    }

    long connections() {
        return connections.get();
    }

    @Override
    public void onRequest(HisTransaction transaction, ResultCode code, long durationNs) {
        metrics.request(transaction.ordinal(), code, durationNs);
    }

    @Override
    public void onReply(Reply reply) {
        metrics.hisDoor().answers().answered(reply);
    }

    @Override
    public void onThrottled(HisTransaction transaction, long durationNs) {
        metrics.throttled(transaction.ordinal(), durationNs);
    }

    @Override
    public void onConnectionOpened() {
        connections.incrementAndGet();
    }

    @Override
    public void onConnectionClosed() {
        connections.decrementAndGet();
    }

    @Override
    public void onConnectionRefused() {
        metrics.hisDoor().peers().refused();
    }

    @Override
    public void onHttpError(int status) {
        metrics.hisDoor().httpError();
    }

    @Override
    public void onDecodeError() {
        metrics.hisDoor().undecoded();
    }

    @Override
    public void onAnswerDropped() {
        metrics.hisDoor().answerDropped();
    }

    @Override
    public void onSlowStream() {
        metrics.hisDoor().slowStream();
    }

    @Override
    public void onSlowConnection() {
        metrics.hisDoor().peers().slow();
    }

    @Override
    public void onLoopLag(long lagNs) {
        metrics.loopLag("his", lagNs);
    }

    @Override
    public void onFault(Throwable fault) {
        metrics.hisDoor().fault();
        LogEvent.CONNECTION_FAULT
                .by(LOG)
                .addKeyValue("door", "his")
                .setCause(fault)
                .log("a HIS connection was closed because its handling threw");
    }
}
