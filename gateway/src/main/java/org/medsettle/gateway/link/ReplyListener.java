package org.medsettle.gateway.link;

import org.medsettle.command.Reply;

/** A door's end of its reply lane. Threads: always the lane's event loop. */
public interface ReplyListener {
    /** One reply, whose buffers are valid until this method returns. */
    void onReply(Reply reply);

    /** No more replies for the moment: flush what was written. */
    void onEndOfBatch();
}
