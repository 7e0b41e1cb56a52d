package org.medsettle.gateway.pos;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admission.ConnectionBudget;
import org.medsettle.gateway.pos.codec.FieldTable;
import org.medsettle.gateway.pos.security.PeerRights;
import org.medsettle.gateway.transport.DrainEvent;
import org.medsettle.gateway.transport.Flushable;
import org.medsettle.gateway.transport.Watched;

/**
 * One connection: bytes to frames (two bytes of length, then so many bytes), answers to bytes in the order in which they
 * come.
 *
 * <p>A connection with {@code inFlightMax} unanswered messages, or one that does not read its answers, is not read from
 * until that changes; nothing is dropped. Failure: a frame longer than allowed (a TLS hello reads as one), or one that is
 * not whole in time, closes the connection; so do three malformed messages within a minute.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class PosConnection extends ChannelInboundHandlerAdapter implements Watched, Flushable {
    private static final int LENGTH_BYTES = 2;
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(32 * 1024, 64 * 1024);

    private enum Stage {
        READING,
        /** Nothing more is read as a message; answers still leave. */
        FINISHING,
        /** The last answer is out; input is dropped until the peer closes. */
        LINGERING,
        CLOSED
    }

    private final PosLoop loop;
    private final PosListener listener;
    private final PosLimits limits;
    private final Strikes strikes = new Strikes();
    private final AnswerBuffer answers = new AnswerBuffer();
    private final ConnectionBudget budget = new ConnectionBudget();
    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf input;
    private @Nullable ListDownloads downloads;
    private @Nullable PeerRights rights;
    private Stage stage = Stage.READING;
    private int inFlight;
    private boolean paused;
    private boolean advancing;
    private boolean flushDue;
    private boolean inputEnded;
    private boolean served;
    private boolean noticeGiven;
    private boolean told;
    private long openedNs;
    private long frameStartedNs;
    private long idleSinceNs;
    private long unwritableSinceNs;
    private long lingerUntilNs;

    PosConnection(PosLoop loop, PosListener listener) {
        this.loop = loop;
        this.listener = listener;
        limits = loop.limits();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        rights = added.channel().attr(PeerRights.OF_CONNECTION).get();
        added.channel().config().setWriteBufferWaterMark(WATER_MARK);
        openedNs = System.nanoTime();
        idleSinceNs = openedNs;
        loop.watch().add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext removed) {
        loop.watch().remove(this);
        dropInput();
        answers.drop();
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        stage = Stage.CLOSED;
        dropInput();
        answers.drop();
        inactive.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (stage != Stage.READING) {
            bytes.release();
            return;
        }
        ByteBuf held = input;
        if (held == null) {
            input = bytes;
        } else {
            // What is held is less than a frame, or what came while reading was being paused.
            ByteBuf joined = from.alloc().buffer(held.readableBytes() + bytes.readableBytes());
            joined.writeBytes(held).writeBytes(bytes);
            held.release();
            bytes.release();
            input = joined;
        }
        advance();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        loop.flushes().flushAll();
    }

    /** Takes as many frames as there are and as may be under way. */
    private void advance() {
        if (advancing || stage != Stage.READING) {
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
        ByteBuf rest = input;
        if (rest != null && !rest.isReadable()) {
            dropInput();
        }
        noteFrameStart();
        if (inputEnded && stage == Stage.READING && mayRead()) {
            finish();
        }
        readOnOrPause();
    }

    private boolean mayRead() {
        if (paused && inFlight <= listener.inFlightMax() / 2) {
            paused = false;
        }
        return stage == Stage.READING
                && !paused
                && inFlight < listener.inFlightMax()
                && context().channel().isWritable();
    }

    /** Takes one frame; false when there is none, or none will come any more. */
    private boolean step() {
        ByteBuf bytes = input;
        if (bytes == null || bytes.readableBytes() < LENGTH_BYTES) {
            return false;
        }
        int length = bytes.getUnsignedShort(bytes.readerIndex());
        if (length > FieldTable.FRAME_BYTES_MAX) {
            loop.onUnreadable();
            close();
            return false;
        }
        if (bytes.readableBytes() < LENGTH_BYTES + length) {
            return false;
        }
        int start = bytes.readerIndex() + LENGTH_BYTES;
        bytes.skipBytes(LENGTH_BYTES + length);
        frameStartedNs = 0;
        idleSinceNs = System.nanoTime();
        if (length > 0) {
            served = true;
            told = noticeGiven;
            inFlight++;
            paused = inFlight == listener.inFlightMax();
            loop.onFrame(this, bytes, start, length);
        }
        return stage == Stage.READING;
    }

    private void noteFrameStart() {
        if (input == null || stage != Stage.READING || paused) {
            frameStartedNs = 0;
        } else if (frameStartedNs == 0) {
            frameStartedNs = System.nanoTime();
        }
    }

    private void readOnOrPause() {
        boolean on = stage != Stage.READING || mayRead();
        ChannelHandlerContext own = context();
        if (own.channel().isOpen() && own.channel().config().isAutoRead() != on) {
            own.channel().config().setAutoRead(on);
        }
    }

    /** Writes an answer and lets go of its message. */
    void answer(byte[] frame, int length) {
        inFlight--;
        if (stage != Stage.CLOSED) {
            answers.put(context(), frame, length);
            if (!flushDue) {
                flushDue = true;
                loop.flushes().add(this);
            }
            idleSinceNs = System.nanoTime();
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
        inFlight--;
        close();
    }

    @Override
    public void flushWritten() {
        flushDue = false;
        answers.write(context());
        context().flush();
    }

    /** Reads nothing more and closes once what is in flight is answered. */
    private void finish() {
        if (stage == Stage.READING) {
            stage = Stage.FINISHING;
            frameStartedNs = 0;
            dropInput();
            closeIfFinished();
            readOnOrPause();
        }
    }

    private void closeIfFinished() {
        if (stage != Stage.FINISHING || inFlight > 0) {
            return;
        }
        stage = Stage.LINGERING;
        lingerUntilNs = System.nanoTime() + limits.lingerNs();
        answers.write(context());
        context().writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> endOutput());
    }

    /** Closing with input unread would reset the connection and could take the last answer with it. */
    private void endOutput() {
        if (!inputEnded && context().channel() instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        } else {
            context().close();
        }
    }

    private void close() {
        stage = Stage.CLOSED;
        dropInput();
        answers.drop();
        context().close();
    }

    private void dropInput() {
        ByteBuf held = input;
        if (held != null) {
            input = null;
            held.release();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext changed) {
        unwritableSinceNs = changed.channel().isWritable() ? 0 : System.nanoTime();
        frameStartedNs = 0;
        advance();
        loop.flushes().flushAll();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext triggered, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            if (stage == Stage.LINGERING) {
                triggered.close();
            }
            advance();
        } else if (event == DrainEvent.NOTICE) {
            noticeGiven = true;
        } else if (event == DrainEvent.DRAIN) {
            finish();
        }
        loop.flushes().flushAll();
    }

    @Override
    public void check(long nowNs) {
        if (told && inFlight == 0 && nowNs - idleSinceNs > limits.toldQuietNs()) {
            finish();
            return;
        }
        boolean late =
                switch (stage) {
                    case LINGERING -> nowNs - lingerUntilNs >= 0;
                    case CLOSED -> false;
                    case READING, FINISHING -> isLate(nowNs);
                };
        if (late) {
            close();
        }
    }

    private boolean isLate(long nowNs) {
        if (unwritableSinceNs != 0) {
            return nowNs - unwritableSinceNs > limits.slowReaderTimeoutNs();
        }
        if (frameStartedNs != 0) {
            return nowNs - frameStartedNs > limits.frameTimeoutNs();
        }
        if (!served) {
            return nowNs - openedNs > limits.firstFrameTimeoutNs();
        }
        return inFlight == 0 && nowNs - idleSinceNs > limits.idleTimeoutNs();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext caught, Throwable cause) {
        if (!(cause instanceof IOException)) {
            loop.onFault(cause);
        }
        caught.close();
    }

    ConnectionBudget budget() {
        return budget;
    }

    PosListener listener() {
        return listener;
    }

    /** What the peer's certificate allows, {@code null} without one. */
    @Nullable
    PeerRights rights() {
        return rights;
    }

    ListDownloads downloads() {
        ListDownloads own = downloads;
        if (own == null) {
            own = new ListDownloads();
            downloads = own;
        }
        return own;
    }

    private ChannelHandlerContext context() {
        ChannelHandlerContext own = context;
        if (own == null) {
            throw new IllegalStateException("not in a pipeline");
        }
        return own;
    }
}
