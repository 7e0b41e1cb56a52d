package org.medsettle.gateway.his;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.EpochClock;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admission.Admission;
import org.medsettle.gateway.his.http.HttpExchange;
import org.medsettle.gateway.his.http.HttpRequestHead;
import org.medsettle.gateway.his.http.HttpRequestListener;
import org.medsettle.gateway.his.http.HttpStatus;
import org.medsettle.gateway.link.CommandLink;
import org.medsettle.gateway.link.ReplyListener;
import org.medsettle.gateway.transport.FlushList;

/**
 * The door on one event loop: a request becomes a command and is offered, a reply becomes an answer.
 *
 * <pre>
 *   body - HisJsonDecoder - HisRequestDecoder - Admission - CommandLink
 *   answer - HisReplyEncoder - ReplyListener
 * </pre>
 *
 * <p>Invariant: every request is answered once, by the engine's reply or by a refusal that offered nothing.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class HisLoop implements HttpRequestListener, ReplyListener {
    private static final String POST = "POST";

    private final CommandLink link;
    private final Admission admission;
    private final EpochClock clock;
    private final InquiryDesk inquiries;
    private final HisMetrics metrics;
    private final FlushList flushes;
    private final HisRequest request;
    private final HisJsonDecoder json;
    private final HisRequestDecoder decoder;
    private final HisReplyEncoder encoder;
    private final PendingRequests pendings;
    private final PendingRequest untracked = new PendingRequest(-1);
    private final Command command = new Command(ByteBuffer.allocateDirect(Command.MAX_BODY_BYTES));
    private int lane;

    HisLoop(
            HisConfig config,
            CommandLink link,
            HisLimits limits,
            EpochClock clock,
            RequestAuthenticator authenticator,
            HisMetrics metrics,
            FlushList flushes) {
        this.link = link;
        this.inquiries = limits.inquiries();
        this.admission = limits.admission();
        this.clock = clock;
        this.metrics = metrics;
        this.flushes = flushes;
        int bodyBytesMax = config.http().bodyBytesMax();
        request = new HisRequest(bodyBytesMax);
        json = new HisJsonDecoder(bodyBytesMax);
        decoder = new HisRequestDecoder(authenticator, request);
        encoder = new HisReplyEncoder(config.dialects());
        pendings = new PendingRequests(config.pendingMax());
    }

    /** Opens the lane on which replies come back; before the first request. */
    void open(Executor eventLoop) {
        lane = link.openLane(eventLoop, this);
    }

    @Override
    public void onRequest(HttpExchange exchange, HttpRequestHead head, byte[] body, int length) {
        CharSequence path = head.path();
        int numberStart = HisRoutes.numberStart(path);
        if (numberStart == HisRoutes.UNKNOWN) {
            answerHttp(exchange, HttpStatus.NOT_FOUND);
            return;
        }
        if (CharSequence.compare(head.method(), POST) != 0) {
            answerHttp(exchange, HttpStatus.METHOD_NOT_ALLOWED);
            return;
        }
        PendingRequest pending = pendings.open(exchange, clock.epochMs(), System.nanoTime());
        if (pending == null) {
            untracked.begin(exchange, clock.epochMs(), System.nanoTime());
            refuse(untracked, ResultCode.BUSY, null, HttpStatus.SERVICE_UNAVAILABLE);
            return;
        }
        ResultCode code = json.decode(body, length, request);
        if (code != ResultCode.OK) {
            metrics.onDecodeError();
            close(pending, code, null);
            return;
        }
        code = decoder.decode(head, path.subSequence(numberStart, path.length()), request, command);
        pending.means(decoder.transaction(), decoder.area());
        if (code == ResultCode.OK) {
            code = admit(pending);
        }
        if (code == ResultCode.OK && isTooMany(pending)) {
            refuse(pending, ResultCode.BUSY, null, HttpStatus.TOO_MANY_REQUESTS);
            pendings.close(pending);
            return;
        }
        if (code == ResultCode.OK) {
            code = link.offer(command.from(lane, pending.correlation()));
        }
        if (code != ResultCode.OK) {
            close(pending, code, decoder.blamed());
        }
    }

    private boolean isTooMany(PendingRequest pending) {
        return decoder.transaction() == HisTransaction.CARD_QUERY
                && !inquiries.admits(
                        command, pending.sender() != Admission.NOBODY, decoder.operator(), clock.epochMs());
    }

    /** OK while the sender and its connection may have one more. */
    private ResultCode admit(PendingRequest pending) {
        int at = Admission.institutionAt(command.type());
        long word1 = at < 0 ? 0 : command.body().getLong(at);
        long word2 = at < 0 ? 0 : command.body().getLong(at + Long.BYTES);
        int sender = admission.find(word1, word2);
        pending.isFrom(sender, word1, word2);
        ResultCode code = admission.admit(sender, pending.exchange().budget(), command, pending.startedNs());
        if (code != ResultCode.OK) {
            pending.throttle();
        }
        return code;
    }

    private void close(PendingRequest pending, ResultCode code, @Nullable HisField blamed) {
        // A sender that has had its share is told so; the node itself is not busy.
        HttpStatus status = pending.isThrottled() ? HttpStatus.TOO_MANY_REQUESTS : HisResultMapping.status(code);
        refuse(pending, code, blamed, status);
        pendings.close(pending);
    }

    private void refuse(PendingRequest pending, ResultCode code, @Nullable HisField blamed, HttpStatus status) {
        encoder.encodeRefusal(pending, code, blamed, clock.epochMs());
        answer(pending, code, status);
    }

    private void answer(PendingRequest pending, ResultCode code, HttpStatus status) {
        ByteBuf content = pending.exchange().newContent(encoder.length());
        encoder.copyTo(content);
        pending.exchange().answer(status, content);
        long durationNs = System.nanoTime() - pending.startedNs();
        if (pending.isThrottled()) {
            metrics.onThrottled(pending.transaction(), durationNs);
        } else {
            metrics.onRequest(pending.transaction(), code, durationNs);
        }
    }

    @Override
    public void onUnreadable(HttpExchange exchange, HttpStatus status) {
        ResultCode code =
                switch (status) {
                    case BAD_REQUEST -> ResultCode.MALFORMED;
                    case CONTENT_TOO_LARGE -> ResultCode.TOO_LARGE;
                    case SERVICE_UNAVAILABLE -> ResultCode.BUSY;
                    default -> ResultCode.OK;
                };
        if (code == ResultCode.OK) {
            answerHttp(exchange, status);
            return;
        }
        metrics.onHttpError(status.code());
        untracked.begin(exchange, clock.epochMs(), System.nanoTime());
        refuse(untracked, code, null, status);
    }

    private void answerHttp(HttpExchange exchange, HttpStatus status) {
        metrics.onHttpError(status.code());
        exchange.answer(status, exchange.newContent(0));
    }

    @Override
    public void onReply(Reply reply) {
        PendingRequest pending = pendings.find(reply.correlation());
        admission.answered(pending.sender(), pending.senderWord1(), pending.senderWord2(), reply.code());
        metrics.onReply(reply);
        if (pending.exchange().isGone()) {
            metrics.onAnswerDropped();
            metrics.onRequest(pending.transaction(), reply.code(), System.nanoTime() - pending.startedNs());
        } else {
            encoder.encodeReply(pending, reply, clock.epochMs());
            answer(pending, reply.code(), HisResultMapping.status(reply.code()));
        }
        pendings.close(pending);
    }

    @Override
    public void onEndOfBatch() {
        flushes.flushAll();
    }

    @Override
    public void onSlowStream() {
        metrics.onSlowStream();
    }

    @Override
    public void onSlowConnection() {
        metrics.onSlowConnection();
    }

    @Override
    public void onFault(Throwable fault) {
        metrics.onFault(fault);
    }

    /** Requests that wait for the engine. Threads: any. */
    int underWay() {
        return pendings.underWay();
    }
}
