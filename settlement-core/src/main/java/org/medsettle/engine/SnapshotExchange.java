package org.medsettle.engine;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jctools.queues.SpscArrayQueue;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadSafe;
import org.medsettle.snapshot.Frame;
import org.medsettle.snapshot.ImageCopier;
import org.medsettle.snapshot.ImageCopier.EndPoint;
import org.medsettle.state.SettlementStateMachine;

/**
 * What the state machine and the snapshot thread hand each other while one snapshot is taken: empty frames one way, full
 * ones the other. Every step is asked for through the ring, so it has a place in the command order.
 *
 * <p>Threads: {@link #step} on the state machine's thread, everything else on the snapshot thread. Invariant: a frame is
 * with one of the two at any moment.
 */
@ThreadSafe
final class SnapshotExchange implements ImageCopier.Frames {
    private static final int FRAMES = 32;

    private final SpscArrayQueue<Frame> empty = new SpscArrayQueue<>(FRAMES);
    private final SpscArrayQueue<Frame> full = new SpscArrayQueue<>(FRAMES);
    private final Frame last;
    private final AtomicLong steps = new AtomicLong();
    private @Nullable ImageCopier copier;
    private volatile boolean finishAsked;
    private volatile boolean isShort;
    private volatile @Nullable EndPoint end;

    SnapshotExchange() {
        this(Stream.generate(Frame::ofRuns).limit(FRAMES).toList(), Frame.ofFinal());
    }

    /** With frames that were made before. */
    SnapshotExchange(List<Frame> frames, Frame last) {
        empty.addAll(frames);
        this.last = last;
    }

    /** One step: copies a frame full, or all that is left when that was asked for. */
    void step(SettlementStateMachine machine) {
        if (copier == null) {
            copier = new ImageCopier(machine);
        }
        if (end == null) {
            if (finishAsked) {
                finishAsked = false;
                end = copier.finish(this, last);
            } else {
                copier.slice(this);
            }
            isShort = copier.isShort();
        }
        steps.lazySet(steps.get() + 1);
    }

    @Override
    public @Nullable Frame takeEmpty() {
        return empty.poll();
    }

    @Override
    public void filled(Frame frame) {
        full.add(frame);
    }

    /** Steps done so far. */
    long steps() {
        return steps.get();
    }

    /** Makes the next step copy everything that is left. */
    void askToFinish() {
        last.makeRoom();
        finishAsked = true;
    }

    /** True when what is left is little. */
    boolean isShort() {
        return isShort;
    }

    /** Where the copy ended, or null as long as it goes on; all frames before the last are then in {@link #takeFull}. */
    @Nullable
    EndPoint end() {
        return end;
    }

    @Nullable
    Frame takeFull() {
        return full.poll();
    }

    void giveBack(Frame frame) {
        empty.add(frame);
    }

    /** The final frame, once there is an end. */
    Frame last() {
        return last;
    }
}
