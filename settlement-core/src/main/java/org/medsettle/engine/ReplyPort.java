package org.medsettle.engine;

import org.medsettle.command.Reply;

/** Where replies go that the gate has let through. Threads: always the reply-gate thread. Failure: must not throw. */
public interface ReplyPort {
    /** One reply with its lane and correlation; its buffers are valid until this method returns. */
    void onReply(Reply reply);

    /** No more replies for the moment: wake whoever waits. */
    void onEndOfBatch();
}
