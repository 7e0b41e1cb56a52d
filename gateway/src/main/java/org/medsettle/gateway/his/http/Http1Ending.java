package org.medsettle.gateway.his.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * How one HTTP/1.1 connection comes to its end: requests are read no more, what is under way is answered, our half is closed,
 * and the peer has a moment to close its own.
 *
 * <p>Invariant: the stages follow each other in their order; none comes back.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Http1Ending {
    private enum Stage {
        READING,
        /** Nothing more is read as a request; answers still leave. */
        FINISHING,
        /** The last answer is out; input is dropped until the peer closes. */
        LINGERING,
        CLOSED
    }

    private Stage stage = Stage.READING;
    private boolean noticeGiven;
    private boolean inputEnded;

    /** True while more is to be read as requests, now or later. */
    boolean isReading() {
        return stage == Stage.READING;
    }

    /** True when the answer to the last request under way is the last of the connection. */
    boolean isFinishing() {
        return stage == Stage.FINISHING;
    }

    boolean isClosed() {
        return stage == Stage.CLOSED;
    }

    /** True when the peer has said all. */
    boolean hasInputEnded() {
        return inputEnded;
    }

    /** A whole request was read; it is the last one unless its peer and the node go on. */
    void onRequest(boolean keepAlive) {
        if (!keepAlive || noticeGiven) {
            stage = Stage.FINISHING;
        }
    }

    /** The node goes down: the next request is the last one. */
    void onNotice() {
        noticeGiven = true;
    }

    /** No further request is read. */
    void finish() {
        stage = Stage.FINISHING;
    }

    /** The peer has closed its half; nothing is waited for any more when ours is closed too. */
    void onInputEnded(ChannelHandlerContext context) {
        inputEnded = true;
        if (stage == Stage.LINGERING) {
            context.close();
        }
    }

    /** Sends the last answer on its way and closes our half behind it. */
    void linger(ChannelHandlerContext context) {
        stage = Stage.LINGERING;
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> endOutput(context));
    }

    /** Closing with input unread would reset the connection and could take the answer with it. */
    private void endOutput(ChannelHandlerContext context) {
        if (!inputEnded && context.channel() instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        } else {
            context.close();
        }
    }

    void onClosed() {
        stage = Stage.CLOSED;
    }
}
