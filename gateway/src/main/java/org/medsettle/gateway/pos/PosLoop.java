package org.medsettle.gateway.pos;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.EpochClock;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admission.Admission;
import org.medsettle.gateway.link.CommandLink;
import org.medsettle.gateway.link.ReplyListener;
import org.medsettle.gateway.pos.codec.IsoDecoder;
import org.medsettle.gateway.pos.codec.IsoOutcome;
import org.medsettle.gateway.pos.security.MacRules;
import org.medsettle.gateway.transport.FlushList;
import org.medsettle.gateway.transport.LoopWatch;

/**
 * The door on one event loop: a frame becomes a command and is offered, a reply becomes an answer.
 *
 * <pre>
 *   frame - IsoDecoder - PosRequestDecoder - Admission - CommandLink
 *   answer - PosReplyEncoder - ReplyListener
 * </pre>
 *
 * <p>Invariant: every frame whose type and trace number can be read is answered once, by the engine's reply or by a
 * refusal that offered nothing.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class PosLoop implements ReplyListener {
    private static final int PENDING_MAX = 65_536;

    private final CommandLink link;
    private final Admission admission;
    private final EpochClock clock;
    private final PosMetrics metrics;
    private final PosLimits limits;
    private final FlushList flushes = new FlushList();
    private final LoopWatch watch = new LoopWatch();
    private final PosRequestDecoder decoder;
    private final PosReplyEncoder encoder;
    private final PendingMessages pendings = new PendingMessages(PENDING_MAX);
    private final PendingMessage untracked = new PendingMessage(-1);
    private final Command command = new Command(ByteBuffer.allocateDirect(Command.INLINE_BYTES));
    private int lane;

    PosLoop(
            CommandLink link,
            Admission admission,
            EpochClock clock,
            PosMetrics metrics,
            PosLimits limits,
            PosSecurity security,
            String acquirer) {
        this.link = link;
        this.admission = admission;
        this.clock = clock;
        this.metrics = metrics;
        this.limits = limits;
        MacRules macs = new MacRules();
        decoder = new PosRequestDecoder(security.keys(), security.pins(), macs);
        encoder = new PosReplyEncoder(security.keys(), macs, acquirer);
    }

    /** Opens the lane on which replies come back; before the first frame. */
    void open(Executor eventLoop) {
        lane = link.openLane(eventLoop, this);
    }

    /** Takes a whole frame; the connection counts it as under way until {@link PosConnection#answer}. */
    void onFrame(PosConnection connection, ByteBuf bytes, int offset, int length) {
        long nowNs = System.nanoTime();
        PendingMessage place = pendings.open(connection, nowNs);
        boolean tracked = place != null;
        PendingMessage pending = place != null ? place : untracked.begin(connection, nowNs);
        pending.take(bytes, offset, length);
        IsoOutcome outcome = read(pending);
        if (outcome == IsoOutcome.UNREADABLE) {
            metrics.onDecodeError();
            release(pending, tracked);
            connection.abandon();
            return;
        }
        metrics.onMessage();
        ResultCode code = ResultCode.MALFORMED;
        if (outcome == IsoOutcome.WHOLE) {
            code = decoder.decode(pending, command);
            if (code == ResultCode.OK && !PosRequestDecoder.isAnsweredHere(pending.type())) {
                code = tracked ? offer(pending) : ResultCode.BUSY;
                if (code == ResultCode.OK) {
                    return;
                }
            }
        } else {
            metrics.onDecodeError();
            connection.onMalformed();
        }
        answerHere(pending, code);
        release(pending, tracked);
    }

    /** Offers the command while the merchant and its connection may have one more. */
    private ResultCode offer(PendingMessage pending) {
        int at = Admission.institutionAt(command.type());
        long word1 = at < 0 ? 0 : command.body().getLong(at);
        long word2 = at < 0 ? 0 : command.body().getLong(at + Long.BYTES);
        int sender = admission.find(word1, word2);
        pending.isFrom(sender, word1, word2);
        ResultCode code = admission.admit(sender, pending.peer().budget(), command, pending.startedNs());
        return code == ResultCode.OK ? link.offer(command.from(lane, pending.correlation())) : code;
    }

    private static IsoOutcome read(PendingMessage pending) {
        int from = pending.listener().headerBytes();
        if (pending.frameBytes() < from) {
            return IsoOutcome.UNREADABLE;
        }
        IsoOutcome outcome = IsoDecoder.decode(
                pending.listener().table(), pending.frame(), from, pending.frameBytes(), pending.message());
        return MessageRules.isRequest(pending.message().mti()) ? outcome : IsoOutcome.UNREADABLE;
    }

    private void answerHere(PendingMessage pending, ResultCode code) {
        if (code == ResultCode.SIGNATURE_INVALID) {
            metrics.onMacError();
        }
        encoder.encodeOwn(pending, code, clock.epochMs());
        send(pending);
    }

    private void send(PendingMessage pending) {
        metrics.onAnswer(pending.type(), encoder.response(), System.nanoTime() - pending.startedNs());
        pending.connection().answer(encoder.bytes(), encoder.length());
    }

    private void release(PendingMessage pending, boolean tracked) {
        if (tracked) {
            pendings.close(pending);
        } else {
            pending.end();
        }
    }

    @Override
    public void onReply(Reply reply) {
        PendingMessage pending = pendings.find(reply.correlation());
        admission.answered(pending.sender(), pending.senderWord1(), pending.senderWord2(), reply.code());
        metrics.onReply(reply);
        if (reply.code() == ResultCode.REVERSED_BEFORE_ARRIVAL) {
            metrics.onTombstoneHit();
        }
        encoder.encodeReply(pending, reply);
        send(pending);
        pendings.close(pending);
    }

    @Override
    public void onEndOfBatch() {
        flushes.flushAll();
    }

    /** Something came that is no message at all. */
    void onUnreadable() {
        metrics.onDecodeError();
    }

    void onFault(Throwable fault) {
        metrics.onFault(fault);
    }

    FlushList flushes() {
        return flushes;
    }

    LoopWatch watch() {
        return watch;
    }

    PosLimits limits() {
        return limits;
    }
}
