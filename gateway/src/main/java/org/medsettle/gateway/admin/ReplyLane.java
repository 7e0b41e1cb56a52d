package org.medsettle.gateway.admin;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.admin.http.Problem;
import org.medsettle.gateway.link.CommandLink;
import org.medsettle.gateway.link.ReplyListener;

/**
 * The admin door's way into the core and back: remembers who waits for which reply.
 *
 * <p>Threads: confined to the admin event loop. Invariant: whoever waits is told once, or forgotten on purpose.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class ReplyLane implements ReplyListener {
    /** Says what a refusal means. */
    @FunctionalInterface
    interface RefusalText {
        String sentence(ResultCode code, int detail);
    }

    private final CommandLink link;
    private final EventLoop loop;
    private final long replyTimeoutMs;
    private final Map<Long, Consumer<Reply>> waiting = new HashMap<>();
    private int lane;
    private long lastCorrelation;

    private ReplyLane(CommandLink link, EventLoop loop, long replyTimeoutMs) {
        this.link = link;
        this.loop = loop;
        this.replyTimeoutMs = replyTimeoutMs;
    }

    /** Opens a lane whose replies arrive on {@code loop}. */
    static ReplyLane open(CommandLink link, EventLoop loop, long replyTimeoutMs) {
        ReplyLane opened = new ReplyLane(link, loop, replyTimeoutMs);
        opened.lane = link.openLane(loop, opened);
        return opened;
    }

    EventLoop loop() {
        return loop;
    }

    long replyTimeoutMs() {
        return replyTimeoutMs;
    }

    /** Offers a command; when it is taken, {@code whenAnswered} is called with its reply. */
    ResultCode send(Command command, Consumer<Reply> whenAnswered) {
        long correlation = ++lastCorrelation;
        ResultCode taken = link.offer(command.from(lane, correlation));
        if (taken == ResultCode.OK) {
            waiting.put(correlation, whenAnswered);
        }
        return taken;
    }

    /**
     * Sends one command for one exchange: {@code whenAnswered} sees an OK reply, everything else becomes a problem
     * document here.
     */
    void ask(Command command, Exchange exchange, Consumer<Reply> whenAnswered) {
        ask(command, exchange, whenAnswered, Refusals::sentence);
    }

    /** As above, with a sentence of one's own for what the engine refuses. */
    void ask(Command command, Exchange exchange, Consumer<Reply> whenAnswered, RefusalText text) {
        ResultCode taken = send(command, reply -> {
            if (exchange.isAnswered()) {
                return;
            }
            if (reply.code() == ResultCode.OK) {
                whenAnswered.accept(reply);
            } else {
                exchange.problem(reply.code(), text.sentence(reply.code(), reply.detail()));
            }
        });
        if (taken != ResultCode.OK) {
            exchange.problem(taken, Refusals.sentence(taken, 0));
            return;
        }
        long correlation = lastCorrelation;
        Future<?> limit = loop.schedule(() -> timeOut(correlation, exchange), replyTimeoutMs, TimeUnit.MILLISECONDS);
        // Whoever is answered is let go at once: a timer that still ran would hold call and connection until its time.
        waiting.computeIfPresent(correlation, (same, answered) -> reply -> {
            limit.cancel(false);
            answered.accept(reply);
        });
    }

    private void timeOut(long correlation, Exchange exchange) {
        if (waiting.remove(correlation) != null && !exchange.isAnswered()) {
            exchange.problem(new Problem(
                    504,
                    ResultCode.BUSY,
                    "no answer from the engine within " + replyTimeoutMs
                            + " ms: the outcome is not known, repeat the call with the same Idempotency-Key"));
        }
    }

    @Override
    public void onReply(Reply reply) {
        Consumer<Reply> whenAnswered = waiting.remove(reply.correlation());
        if (whenAnswered != null) {
            whenAnswered.accept(reply);
        }
    }

    @Override
    public void onEndOfBatch() {
        // Answers were flushed as they were written: this door has few of them.
    }
}
