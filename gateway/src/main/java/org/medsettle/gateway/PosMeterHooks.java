package org.medsettle.gateway;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.medsettle.command.Reply;
import org.medsettle.common.LogEvent;
import org.medsettle.common.ThreadSafe;
import org.medsettle.gateway.admin.NodeMetrics;
import org.medsettle.gateway.admin.PosMeters;
import org.medsettle.gateway.pos.PosMessageType;
import org.medsettle.gateway.pos.PosMetrics;
import org.medsettle.gateway.transport.HandshakeFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the POS door reports, handed on to the node's metrics. Threads: any. */
@ThreadSafe
final class PosMeterHooks implements PosMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(PosMeterHooks.class);

    private final NodeMetrics metrics;
    private final PosMeters meters;
    private final AtomicLong connections = new AtomicLong();

    PosMeterHooks(NodeMetrics metrics) {
        this.metrics = metrics;
        meters = metrics.pos();
    }

    /** Labels of the messages, in the order of their ordinals. */
    static List<String> messages() {
        return Arrays.stream(PosMessageType.values()).map(PosMessageType::label).toList();
    }

    long connections() {
        return connections.get();
    }

    @Override
    public void onMessage() {
        meters.message();
    }

    @Override
    @SuppressWarnings("EnumOrdinal") // A place in a list of this process, never stored.
    public void onAnswer(PosMessageType type, String responseCode, long durationNs) {
        meters.answer(type.ordinal(), responseCode, durationNs);
        if (type == PosMessageType.REVERSAL) {
            meters.reversal();
        }
    }

    @Override
    public void onReply(Reply reply) {
        meters.answers().answered(reply);
    }

    @Override
    public void onHandshakeFailed(HandshakeFailure reason) {
        meters.handshakeFailed(reason);
    }

    @Override
    public void onDecodeError() {
        meters.decodeError();
    }

    @Override
    public void onMacError() {
        meters.macError();
    }

    @Override
    public void onTombstoneHit() {
        meters.tombstoneHit();
    }

    @Override
    public void onLoopLag(long lagNs) {
        metrics.loopLag("pos", lagNs);
    }

    @Override
    public void onFault(Throwable fault) {
        LogEvent.CONNECTION_FAULT
                .by(LOG)
                .addKeyValue("door", "pos")
                .setCause(fault)
                .log("a POS connection was closed because its handling threw");
    }

    @Override
    public void onConnectionOpened() {
        connections.incrementAndGet();
    }

    @Override
    public void onConnectionClosed() {
        connections.decrementAndGet();
    }
}
