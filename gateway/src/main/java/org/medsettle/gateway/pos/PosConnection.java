package org.medsettle.gateway.pos;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.transport.DrainEvent;
import org.medsettle.gateway.transport.Watched;

/**
 * The life of one connection: reads frames while it may, gives answers back as they come, and closes when it is over.
 *
 * <p>One whose {@link InFlight} is full, or that does not read its answers, is not read from until that changes; nothing is
 * dropped. Failure: a frame that is too long or not whole in time closes it, as do three malformed messages in a minute.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class PosConnection extends ChannelInboundHandlerAdapter implements Watched {
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    private final PosLoop loop;
    private final PosPeer peer;
    private final Strikes strikes = new Strikes();
    private final FrameDecoder frames = new FrameDecoder();
    private final InFlight inFlight;
    private final PosDeadlines deadlines;
    private @Nullable AnswerBuffer answers;
    private ConnectionStage stage = ConnectionStage.READING;
    private boolean advancing;
    private boolean inputEnded;

    PosConnection(PosLoop loop, PosListener listener) {
        this.loop = loop;
        peer = new PosPeer(listener);
        inFlight = new InFlight(listener.inFlightMax());
        deadlines = new PosDeadlines(loop.limits());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        answers = new AnswerBuffer(added, loop.flushes());
        peer.connected(added.channel());
        added.channel().config().setWriteBufferWaterMark(WATER_MARK);
        deadlines.onOpened();
        loop.watch().add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        loop.watch().remove(this);
        frames.drop();
        answers().drop();
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        stage = ConnectionStage.CLOSED;
        frames.drop();
        answers().drop();
        inactive.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (stage != ConnectionStage.READING) {
            bytes.release();
            return;
        }
        frames.take(bytes, from.alloc());
        advance();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        loop.flushes().flushAll();
    }

    /** Takes as many frames as there are and as may be under way. */
    private void advance() {
        if (advancing || stage != ConnectionStage.READING) {
            return;
        }
        advancing = true;
        try {
            while (mayRead() && step()) {
                // The next frame of the same bytes.
            }
        } finally {
            advancing = false;
        }
        frames.dropRead();
        deadlines.awaitFrame(frames.hasRest() && stage == ConnectionStage.READING && !inFlight.isFull());
        if (inputEnded && mayRead()) {
            finish();
        }
        readOnOrPause();
    }

    private boolean mayRead() {
        return inFlight.hasRoom()
                && stage == ConnectionStage.READING
                && context().channel().isWritable();
    }

    /** Takes one frame; false when there is none, or none will come any more. */
    private boolean step() {
        int length = frames.next();
        if (length == FrameDecoder.TOO_LONG) {
            loop.onUnreadable();
            close();
        }
        if (length < 0) {
            return false;
        }
        deadlines.onFrame();
        if (length > 0) {
            deadlines.onMessage();
            inFlight.add();
            loop.onFrame(this, frames.bytes(), frames.offset(), length);
        }
        return stage == ConnectionStage.READING;
    }

    private void readOnOrPause() {
        boolean on = stage != ConnectionStage.READING || mayRead();
        ChannelHandlerContext own = context();
        if (own.channel().isOpen() && own.channel().config().isAutoRead() != on) {
            own.channel().config().setAutoRead(on);
        }
    }

    /** Writes an answer and lets go of its message. */
    void answer(byte[] frame, int length) {
        inFlight.remove();
        if (stage != ConnectionStage.CLOSED) {
            answers().put(frame, length);
            deadlines.onAnswer();
            closeIfFinished();
            advance();
        }
    }

    /** The message of a frame could be read no further than its type and trace number; answered or about to be. */
    void onMalformed() {
        if (strikes.strike(System.nanoTime())) {
            finish();
        }
    }

    /** Lets a message go that gets no answer, and the connection with it. */
    void abandon() {
        inFlight.remove();
        close();
    }

    /** Reads nothing more and closes once what is in flight is answered. */
    private void finish() {
        if (stage == ConnectionStage.READING) {
            stage = ConnectionStage.FINISHING;
            deadlines.awaitFrame(false);
            frames.drop();
            closeIfFinished();
            readOnOrPause();
        }
    }

    private void closeIfFinished() {
        if (stage == ConnectionStage.FINISHING && inFlight.isEmpty()) {
            stage = ConnectionStage.LINGERING;
            deadlines.onLastAnswer();
            answers().end(inputEnded);
        }
    }

    private void close() {
        stage = ConnectionStage.CLOSED;
        frames.drop();
        answers().drop();
        context().close();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        deadlines.onWritable(changed.channel().isWritable());
        advance();
        loop.flushes().flushAll();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext triggered, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (stage == ConnectionStage.LINGERING) {
                triggered.close();
            }
            advance();
        } else if (event == DrainEvent.NOTICE) {
            deadlines.onNotice();
        } else if (event == DrainEvent.DRAIN) {
            finish();
        }
        loop.flushes().flushAll();
    }

    @Override
    public void check(long nowNs) {
        if (stage == ConnectionStage.READING && inFlight.isEmpty() && deadlines.hasUnderstood(nowNs)) {
            finish();
        } else if (isLate(nowNs)) {
            close();
        }
    }

    private boolean isLate(long nowNs) {
        return switch (stage) {
            case LINGERING -> deadlines.hasLingered(nowNs);
            case CLOSED -> false;
            case READING, FINISHING -> deadlines.isLate(nowNs, inFlight.isEmpty());
        };
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext caught, Throwable cause) {
        if (!(cause instanceof IOException)) {
            loop.onFault(cause);
        }
        caught.close();
    }

    PosPeer peer() {
        return peer;
    }

    private AnswerBuffer answers() {
        AnswerBuffer own = answers;
        if (own == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return own;
    }

    private ChannelHandlerContext context() {
        return answers().context();
    }
}
