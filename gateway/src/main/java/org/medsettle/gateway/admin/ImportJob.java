package org.medsettle.gateway.admin;

import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admin.csv.CsvLine;
import org.medsettle.gateway.admin.csv.CsvLines;
import org.medsettle.gateway.admin.csv.LineDecoder;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.admin.http.Problem;

/**
 * One piece of an import file on its way through the ledger: a window of commands is under way, replies and a timer push
 * it on, nothing blocks. It answers when every line has its outcome.
 *
 * <p>Threads: confined to the admin event loop. Invariant: accepted + repeated + rejected = lines, once answered.
 * Failure: a node that is going down, or silent too long, ends it with a problem document; the piece may be sent again.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class ImportJob {
    /** Lines handled before other connections get their turn. */
    private static final int LINES_PER_TURN = 1_024;

    private static final long BUSY_RETRY_MS = 2;

    private record Rejection(int line, String reason) {}

    private final Exchange exchange;
    private final ReplyLane lane;
    private final CsvLines lines;
    private final LineDecoder decoder;
    private final ReplyLane.RefusalText text;
    private final Command command = new Command();
    private final List<Rejection> rejections = new ArrayList<>();
    /** Lines in {@link #command} that no offer has taken yet. */
    private List<Integer> ready = new ArrayList<>();

    private boolean atEnd;
    private int underWay;
    private long accepted;
    private long repeated;
    private long progress;
    private boolean pushing;
    private Future<?> limit = ImmediateEventExecutor.INSTANCE.newSucceededFuture(null);

    /** @param text what is said of a line that the ledger refuses */
    ImportJob(Exchange exchange, ReplyLane lane, CsvLines lines, LineDecoder decoder, ReplyLane.RefusalText text) {
        this.text = text;
        this.exchange = exchange;
        this.lane = lane;
        this.lines = lines;
        this.decoder = decoder;
    }

    void start() {
        watch(progress);
        push();
    }

    private void push() {
        if (!pushing && !isOver()) {
            offerMore();
        }
        if (exchange.isAnswered()) {
            // Or the timer would hold the piece, of megabytes, until its time.
            limit.cancel(false);
        }
    }

    private void offerMore() {
        pushing = true;
        ResultCode taken = fillWindow();
        pushing = false;
        if (taken == ResultCode.BUSY) {
            later(BUSY_RETRY_MS);
        } else if (taken != ResultCode.OK) {
            exchange.problem(taken, Refusals.sentence(taken, 0) + "; sending the same lines again is safe");
        } else if (atEnd && underWay == 0) {
            answer();
        } else if (!atEnd && underWay < decoder.window()) {
            later(0);
        }
    }

    /** Offers commands until the window is full, the turn is over or the ring refuses. */
    private ResultCode fillWindow() {
        int budget = LINES_PER_TURN;
        while (underWay < decoder.window() && budget > 0) {
            if (ready.isEmpty()) {
                budget -= prepare();
                if (ready.isEmpty()) {
                    return ResultCode.OK;
                }
            }
            List<Integer> sent = ready;
            ResultCode taken = lane.send(command, reply -> onReply(reply, sent));
            if (taken != ResultCode.OK) {
                return taken;
            }
            underWay++;
            ready = new ArrayList<>();
        }
        return ResultCode.OK;
    }

    /** Fills the command with the next good lines and answers how many lines were read. */
    private int prepare() {
        int read = 0;
        decoder.begin(command);
        while (ready.size() < decoder.linesPerCommand() && read < LINES_PER_TURN) {
            CsvLine line = lines.next();
            if (line == null) {
                atEnd = true;
                break;
            }
            read++;
            String reason = line.reason() != null ? line.reason() : decoder.add(line, command);
            if (reason == null) {
                ready.add(line.number());
            } else {
                rejections.add(new Rejection(line.number(), reason));
            }
        }
        if (!ready.isEmpty()) {
            decoder.finish(command);
        }
        return read;
    }

    private void onReply(Reply reply, List<Integer> sent) {
        underWay--;
        progress++;
        if (reply.code() != ResultCode.OK) {
            String reason = text.sentence(reply.code(), reply.detail());
            sent.forEach(line -> rejections.add(new Rejection(line, reason)));
        } else if (reply.detail() == 1) {
            repeated += sent.size();
        } else {
            accepted += sent.size();
        }
        push();
    }

    /** True when there is nothing more to do; a client that has gone ends the job. */
    private boolean isOver() {
        if (!exchange.isAnswered() && !exchange.isOpen()) {
            exchange.abandon();
        }
        return exchange.isAnswered();
    }

    private void later(long delayMs) {
        lane.loop().schedule(this::push, delayMs, TimeUnit.MILLISECONDS).addListener(ignored -> {});
    }

    /** Ends the job when nothing has moved for the reply timeout. */
    private void watch(long progressBefore) {
        limit = lane.loop().schedule(() -> look(progressBefore), lane.replyTimeoutMs(), TimeUnit.MILLISECONDS);
    }

    private void look(long progressBefore) {
        if (isOver()) {
            return;
        }
        if (progress == progressBefore) {
            exchange.problem(new Problem(
                    504, ResultCode.BUSY, "no answer from the engine; sending the same lines again is safe"));
        } else {
            watch(progress);
        }
    }

    private void answer() {
        rejections.sort(Comparator.comparingInt(Rejection::line));
        exchange.json(to -> {
            to.writeNumberField("accepted", accepted);
            to.writeNumberField("repeated", repeated);
            to.writeArrayFieldStart("rejected");
            for (Rejection rejection : rejections) {
                to.writeStartObject();
                to.writeNumberField("line", rejection.line());
                to.writeStringField("reason", rejection.reason());
                to.writeEndObject();
            }
            to.writeEndArray();
        });
    }
}
