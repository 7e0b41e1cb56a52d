package org.medsettle.gateway.link;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jctools.queues.SpscArrayQueue;
import org.medsettle.command.Reply;
import org.medsettle.common.ThreadSafe;

/**
 * The way of replies to one event loop: a single-producer queue of pooled replies out, a second one with the empties
 * back, and one wake-up per batch.
 *
 * <p>Threads: {@link #put} and {@link #wake} on the reply-gate thread; everything else on the lane's event loop. Invariant:
 * at most {@code capacity} commands of a lane are under way, so the queues never overflow.
 */
@ThreadSafe
final class ReplyLane {
    private final SpscArrayQueue<Reply> ready;
    private final SpscArrayQueue<Reply> empties;
    private final Executor eventLoop;
    private final ReplyListener listener;
    private final AtomicBoolean awake = new AtomicBoolean();
    private final Runnable drain = this::drain;
    private final int capacity;
    private int underWay;
    private boolean filled;

    ReplyLane(int capacity, Executor eventLoop, ReplyListener listener) {
        this.capacity = capacity;
        this.eventLoop = eventLoop;
        this.listener = listener;
        ready = new SpscArrayQueue<>(capacity);
        empties = new SpscArrayQueue<>(capacity);
    }

    /** Event loop: takes a place for one more command, or answers false. */
    boolean enter() {
        if (underWay == capacity) {
            return false;
        }
        underWay++;
        return true;
    }

    /** Event loop: gives the place of a command back that was not accepted. */
    void leave() {
        underWay--;
    }

    /** Gate: queues a copy of the reply. */
    void put(Reply reply) {
        Reply copy = empties.poll();
        if (copy == null) {
            copy = new Reply();
        }
        copy.copyFrom(reply);
        ready.offer(copy);
        filled = true;
    }

    /** Gate: wakes the event loop if anything was queued since the last time. */
    void wake() {
        if (filled) {
            filled = false;
            if (awake.compareAndSet(false, true)) {
                eventLoop.execute(drain);
            }
        }
    }

    private void drain() {
        awake.set(false);
        for (Reply reply = ready.poll(); reply != null; reply = ready.poll()) {
            underWay--;
            listener.onReply(reply);
            reply.clear();
            empties.offer(reply);
        }
        listener.onEndOfBatch();
    }
}
