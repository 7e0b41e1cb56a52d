package org.medsettle.gateway.his.http;

import io.netty.buffer.ByteBuf;
import org.medsettle.gateway.admission.ConnectionBudget;

/** One request that waits for its answer. Threads: event loop. */
public interface HttpExchange {
    /** Bytes left free in front of an answer's content for its head. */
    int HEAD_ROOM = 256;

    /** A buffer for the content of an answer; its indexes start behind {@link #HEAD_ROOM}. */
    ByteBuf newContent(int bytes);

    /** Gives the answer, once. Takes {@code content} over, whatever becomes of it. */
    void answer(HttpStatus status, ByteBuf content);

    /** What the connection may still have. */
    ConnectionBudget budget();

    /** True when the client has gone, so that no answer can reach it. */
    boolean isGone();
}
