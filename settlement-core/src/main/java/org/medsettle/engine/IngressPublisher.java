package org.medsettle.engine;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.medsettle.command.Command;
import org.medsettle.command.ResultCode;
import org.medsettle.common.EpochClock;
import org.medsettle.common.ThreadSafe;
import org.medsettle.state.StoreMemory;

/**
 * Puts commands on the ring, without ever waiting: a full ring is an answer, not a pause. The last slots are kept for
 * reversals and outcome queries, which are what ends an overload.
 * Publishers that ask for the last free slot at the same moment may each take one of the kept.
 *
 * <p>Threads: any; the ring's multi-producer claim orders them. The clock is read here and nowhere else.
 */
@ThreadSafe
final class IngressPublisher {
    /** Steps on the ring at most, however long the journal takes: they must not crowd commands out. */
    private static final int MAX_STEPS = 8;

    private final RingBuffer<Slot> ring;
    private final EpochClock clock;
    private final int reservedSlots;
    private final StoreMemory memory;
    private final LongAdder refused = new LongAdder();
    private final LongAdder refusedForSpace = new LongAdder();
    private final AtomicLong stepsPassed = new AtomicLong();
    private long stepsOffered;
    private volatile ResultCode closedWith = ResultCode.OK;
    private volatile boolean isSpaceShort;

    IngressPublisher(RingBuffer<Slot> ring, EpochClock clock, int reservedSlots, StoreMemory memory) {
        this.ring = ring;
        this.clock = clock;
        this.reservedSlots = reservedSlots;
        this.memory = memory;
    }

    /** OK when the command is on the ring; else why it is not. */
    ResultCode offer(Command command) {
        ResultCode closed = closedWith;
        if (closed != ResultCode.OK) {
            return closed;
        }
        if (isSpaceShort && command.type().isRefusedWhenSpaceIsShort()) {
            refusedForSpace.increment();
            return ResultCode.FENCED;
        }
        if (!command.type().endsOverload() && !ring.hasAvailableCapacity(reservedSlots + 1)) {
            refused.increment();
            return ResultCode.BUSY;
        }
        if (command.type().waitsForMemory() && memory.isShort()) {
            return ResultCode.BUSY;
        }
        return publish(command);
    }

    /** As {@link #offer}, but from the kept slots as well: for the engine's own marks. */
    ResultCode offerReserved(Command command) {
        ResultCode closed = closedWith;
        return closed == ResultCode.OK ? publish(command) : closed;
    }

    /**
     * Asks for a step of the snapshot that is being taken, at this place of the order; BUSY while enough are on the ring.
     * One thread.
     */
    ResultCode offerStep() {
        if (closedWith != ResultCode.OK) {
            return closedWith;
        }
        if (stepsOffered - stepsPassed.get() >= MAX_STEPS) {
            return ResultCode.BUSY;
        }
        long at;
        try {
            at = ring.tryNext();
        } catch (InsufficientCapacityException full) {
            return ResultCode.BUSY;
        }
        Slot slot = ring.get(at);
        slot.vacant(true);
        slot.step(true);
        stepsOffered++;
        ring.publish(at);
        return ResultCode.OK;
    }

    /** A step has left the ring again. Threads: the reply gate. */
    void stepPassed() {
        stepsPassed.lazySet(stepsPassed.getPlain() + 1);
    }

    private ResultCode publish(Command command) {
        long at;
        try {
            at = ring.tryNext();
        } catch (InsufficientCapacityException full) {
            refused.increment();
            return ResultCode.BUSY;
        }
        Slot slot = ring.get(at);
        slot.vacant(true);
        try {
            // Asked again behind the claim: who closed before it is seen here, who closes after it sees the claim.
            // So no command is accepted that a drain does not wait for.
            ResultCode closed = closedWith;
            if (closed == ResultCode.OK) {
                slot.command.copyFrom(command);
                slot.command.timeMs(clock.epochMs());
                slot.vacant(false);
            }
            return closed;
        } finally {
            ring.publish(at);
        }
    }

    /** From now on every offer is answered with {@code code}: DRAINING or FENCED, which is final. */
    synchronized void close(ResultCode code) {
        if (closedWith != ResultCode.FENCED) {
            closedWith = code;
        }
    }

    /** From now on, until told otherwise, offers of new money are answered FENCED, or taken again. */
    void spaceShort(boolean isShort) {
        isSpaceShort = isShort;
    }

    /** Offers answered FENCED since space is short. */
    long refusedForSpace() {
        return refusedForSpace.sum();
    }

    /** Offers answered BUSY since the ring was full. */
    long refused() {
        return refused.sum();
    }
}
