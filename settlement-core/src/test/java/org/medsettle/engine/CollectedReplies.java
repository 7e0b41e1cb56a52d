package org.medsettle.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.medsettle.command.Reply;

/** Keeps a copy of every reply the gate lets through. Threads: written by the gate, taken by any. */
final class CollectedReplies implements ReplyPort {
    private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();

    @Override
    public void onReply(Reply reply) {
        Reply copy = new Reply();
        copy.copyFrom(reply);
        replies.add(copy);
    }

    @Override
    public void onEndOfBatch() {}

    /** True when none comes for as long as a reply that should not come would need, with a wide margin. */
    boolean staysEmpty() {
        try {
            return replies.poll(500, TimeUnit.MILLISECONDS) == null;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    int count() {
        return replies.size();
    }

    /** The next reply; fails when none comes within the deadline. */
    Reply next() {
        try {
            Reply reply = replies.poll(Await.DEADLINE_NS, TimeUnit.NANOSECONDS);
            if (reply == null) {
                throw new AssertionError("no reply came");
            }
            return reply;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Every reply that is there now. */
    List<Reply> drain() {
        List<Reply> all = new ArrayList<>();
        replies.drainTo(all);
        return all;
    }
}
