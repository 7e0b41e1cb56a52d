package org.medsettle.gateway.his.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admission.ConnectionBudget;

/** A place in the order of one HTTP/1.1 connection's answers; used again once its answer was written. */
@ThreadConfined(Threads.EVENT_LOOP)
final class Http1Exchange implements HttpExchange {
    private final Http1Connection connection;
    private HttpStatus status = HttpStatus.OK;
    private boolean toldToKeep;
    private @Nullable ByteBuf content;

    Http1Exchange(Http1Connection connection) {
        this.connection = connection;
    }

    @Override
    public ByteBuf newContent(int bytes) {
        return connection.context().alloc().buffer(HEAD_ROOM + bytes).setIndex(HEAD_ROOM, HEAD_ROOM);
    }

    @Override
    public void answer(HttpStatus status, ByteBuf content) {
        if (isGone()) {
            content.release();
            return;
        }
        this.status = status;
        this.content = content;
        connection.onAnswered();
    }

    @Override
    public ConnectionBudget budget() {
        return connection.budget();
    }

    @Override
    public boolean isGone() {
        return connection.isClosed();
    }

    /** Begins with another request; its answer may have to say that the connection goes on. */
    Http1Exchange begin(boolean toldToKeep) {
        this.toldToKeep = toldToKeep;
        return this;
    }

    boolean isToldToKeep() {
        return toldToKeep;
    }

    boolean isAnswered() {
        return content != null;
    }

    HttpStatus status() {
        return status;
    }

    /** The answer's content, handed over. */
    @Nullable
    ByteBuf takeContent() {
        ByteBuf taken = content;
        content = null;
        return taken;
    }
}
