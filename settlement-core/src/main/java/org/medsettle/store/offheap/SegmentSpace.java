package org.medsettle.store.offheap;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Segments of one size, cut from chunks: what hash tables are made of. A segment is named by its position in cache lines.
 *
 * <p>Invariant: a segment starts on a cache line and is zeroed when it is handed out. Failure: more than 128 GiB of
 * segments break an invariant.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class SegmentSpace {
    private static final int LINE_SHIFT = 6;

    private final ChunkSupply supply;
    private final int segmentBytes;
    private final int chunkShift;
    private final int offsetMask;
    private final ArrayDeque<SegmentList> free = new ArrayDeque<>();
    private UnsafeBuffer[] buffers = new UnsafeBuffer[4];
    private int chunkCount;
    private int end;

    SegmentSpace(ChunkSupply supply, int segmentBytes) {
        Invariant.check((segmentBytes & 63) == 0, "a segment is whole cache lines");
        Invariant.check(segmentBytes <= supply.chunkBytes(), "a segment fits in a chunk");
        this.supply = supply;
        this.segmentBytes = segmentBytes;
        this.chunkShift = supply.chunkShift() - LINE_SHIFT;
        this.offsetMask = (1 << chunkShift) - 1;
    }

    /** A zeroed segment. */
    int allocate() {
        int segment = recycled();
        if (segment < 0) {
            segment = cut();
        }
        buffer(segment).setMemory(offset(segment), segmentBytes, (byte) 0);
        return segment;
    }

    private int recycled() {
        @Nullable SegmentList list = free.peekLast();
        while (list != null) {
            if (list.count() > 0) {
                return list.removeLast();
            }
            free.pollLast();
            list = free.peekLast();
        }
        return -1;
    }

    private int cut() {
        if (chunkCount == 0 || end > supply.chunkBytes() - segmentBytes) {
            if (chunkCount == buffers.length) {
                buffers = Arrays.copyOf(buffers, 2 * chunkCount);
            }
            buffers[chunkCount++] = supply.take().words;
            end = 0;
        }
        long segment = (long) (chunkCount - 1) << chunkShift | end >>> LINE_SHIFT;
        Invariant.check(segment <= Integer.MAX_VALUE, "the segments of all tables fit in 128 GiB");
        end += segmentBytes;
        return (int) segment;
    }

    /** What the segments are cut from. */
    ChunkSupply supply() {
        return supply;
    }

    /** How many segments fit in the memory that no store has taken yet. */
    long segmentsLeft() {
        return supply.leftBytes() / segmentBytes;
    }

    /** Takes back every segment of a table at once; the table gives its list away. */
    void recycle(SegmentList segments) {
        free.addLast(segments);
    }

    /** The buffer a segment lies in. */
    UnsafeBuffer buffer(int segment) {
        return buffers[segment >>> chunkShift];
    }

    /** Address of a segment's first byte; the space keeps its chunks for as long as it lives. */
    long address(int segment) {
        return buffer(segment).addressOffset() + offset(segment);
    }

    /** Byte offset of a segment in its buffer. */
    int offset(int segment) {
        return (segment & offsetMask) << LINE_SHIFT;
    }
}
