package org.medsettle.store.offheap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.medsettle.domain.RecordView;

/**
 * One piece of direct memory, aligned to cache lines and touched when it is made (the JDK zeroes it), seen as records and
 * as index words, with a bit for each granule of it that has changed since a snapshot copied it.
 *
 * <p>Threads: made by any thread, then belongs to who took it from the supply. Invariant: little-endian. The memory
 * returns to the system when the collector finds the chunk unreachable, never while a view can still reach it.
 */
final class Chunk {
    final ByteBuffer bytes;
    final UnsafeBuffer words;
    final long[] changes;

    Chunk(int size) {
        bytes = ByteBuffer.allocateDirect(size + BitUtil.CACHE_LINE_LENGTH)
                .alignedSlice(BitUtil.CACHE_LINE_LENGTH)
                .slice(0, size)
                .order(ByteOrder.LITTLE_ENDIAN);
        words = new UnsafeBuffer(bytes);
        changes = new long[size >>> RecordView.GRANULE_SHIFT >>> 6];
    }
}
