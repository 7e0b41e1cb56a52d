package org.medsettle.gateway.admin.drop;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.CardReply;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ListBody;
import org.medsettle.command.QueryBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.gateway.link.CommandLink;
import org.medsettle.gateway.link.ReplyListener;

/**
 * The drop folder's conversation with the engine: few commands under way at a time, so that settlements find room between
 * the pieces of a feed.
 *
 * <p>Failure: {@link NodeGoneException} when the node takes nothing more or does not answer; the file stays where it is.
 */
@ThreadConfined("drop-folder")
final class FeedLane implements ReplyListener {
    /** The engine is going down or silent: the feed is tried again later. */
    static final class NodeGoneException extends IOException {
        private static final long serialVersionUID = 1L;

        NodeGoneException(String message) {
            super(message);
        }
    }

    /** Below the key of any card: an inquiry about it tells only the lists' versions. */
    private static final long NO_CARD = 1;

    private static final long ANSWER_MS = 60_000;
    private static final long BUSY_PAUSE_MS = 5;

    private final CommandLink link;
    private final int lane;
    private final BlockingQueue<Runnable> arrivals = new LinkedBlockingQueue<>();
    private final Command question = new Command();
    private final ListBody feed = new ListBody();
    private final QueryBody query = new QueryBody();
    private final CardReply lists = new CardReply();
    private int underWay;
    private @Nullable ResultCode refusal;
    private final long[] versions = new long[ListLevel.COUNT];

    FeedLane(CommandLink link) {
        this.link = link;
        lane = link.openLane(arrivals::add, this);
    }

    /** Begins or commits a feed and answers what the engine says. */
    ResultCode step(CommandType type, DroppedFeed dropped, long entries) throws IOException, InterruptedException {
        feed.wrap(question.reserve(ListBody.HEAD_BYTES), 0);
        feed.head(dropped.level().code(), dropped.version(), dropped.baseVersion(), entries);
        return ask(question.set(type, ListBody.HEAD_BYTES));
    }

    /** Version of a list that is in force. */
    long versionInForce(ListLevel level) throws IOException, InterruptedException {
        query.wrap(question.reserve(QueryBody.BYTES), 0);
        query.begin("", 0).credential(CredentialType.CARD, NO_CARD);
        ask(question.set(CommandType.QUERY_CARD, QueryBody.BYTES));
        return versions[level.code()];
    }

    private ResultCode ask(Command command) throws IOException, InterruptedException {
        refusal = null;
        send(command);
        return settle();
    }

    /** Sends a command once fewer than {@code ListBody.CHUNKS_UNDER_WAY} are under way. */
    void send(Command command) throws IOException, InterruptedException {
        while (underWay >= ListBody.CHUNKS_UNDER_WAY) {
            await();
        }
        ResultCode taken = link.offer(command.from(lane, 0));
        while (taken == ResultCode.BUSY) {
            TimeUnit.MILLISECONDS.sleep(BUSY_PAUSE_MS);
            taken = link.offer(command.from(lane, 0));
        }
        if (taken != ResultCode.OK) {
            throw new NodeGoneException("the node takes nothing more: " + taken);
        }
        underWay++;
    }

    /** Waits for every answer; the first refusal among them, or OK. */
    ResultCode settle() throws IOException, InterruptedException {
        while (underWay > 0) {
            await();
        }
        ResultCode first = refusal;
        refusal = null;
        return first == null ? ResultCode.OK : first;
    }

    private void await() throws IOException, InterruptedException {
        Runnable arrival = arrivals.poll(ANSWER_MS, TimeUnit.MILLISECONDS);
        if (arrival == null) {
            throw new NodeGoneException("no answer from the engine within " + ANSWER_MS + " ms");
        }
        arrival.run();
    }

    @Override
    public void onReply(Reply reply) {
        underWay--;
        if (reply.code() != ResultCode.OK && refusal == null) {
            refusal = reply.code();
        }
        if (reply.code() == ResultCode.OK && reply.type() == ReplyType.CARD) {
            lists.wrap(reply.body(), 0);
            for (int level = 0; level < versions.length; level++) {
                versions[level] = lists.version(level);
            }
        }
    }

    @Override
    public void onEndOfBatch() {
        // Nothing is written on this side.
    }
}
