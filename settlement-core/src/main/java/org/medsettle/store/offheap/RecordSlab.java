package org.medsettle.store.offheap;

import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.RecordView;

/**
 * Records one behind the other in chunks, added and never moved: the reference of a record is its byte position.
 *
 * <p>Units: references and lengths in bytes, multiples of 8. Invariant: a record never straddles two chunks, so a view
 * needs one buffer. Failure: a record longer than a chunk is an {@link IllegalArgumentException}; a reference outside the
 * slab an {@link IndexOutOfBoundsException}.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class RecordSlab<V extends RecordView> {
    private final ChunkSupply supply;
    private final int chunkShift;
    private final int offsetMask;
    private final ToIntFunction<V> lengthOf;
    private final V view;
    private final V walker;
    private Chunk[] chunks = new Chunk[4];
    /** Bytes used of each chunk. */
    private int[] ends = new int[4];

    private int chunkCount;
    private long count;

    /** A slab whose records say their own length. */
    RecordSlab(ChunkSupply supply, Supplier<V> views, ToIntFunction<V> lengthOf) {
        this.supply = supply;
        this.chunkShift = supply.chunkShift();
        this.offsetMask = supply.chunkBytes() - 1;
        this.lengthOf = lengthOf;
        this.view = views.get();
        this.walker = views.get();
    }

    /** Copies the record in. */
    long add(V source) {
        int length = lengthOf.applyAsInt(source);
        long reference = reserve(length);
        chunks[chunkCount - 1].bytes.put((int) reference & offsetMask, source.buffer(), source.offset(), length);
        return reference;
    }

    /** Makes room for a record whose bytes are undefined until the caller writes them. */
    long reserve(int length) {
        Invariant.check((length & 7) == 0, "record lengths are multiples of 8");
        if (length <= 0 || length > supply.chunkBytes()) {
            throw new IllegalArgumentException("a record of " + length + " bytes in chunks of " + supply.chunkBytes());
        }
        if (chunkCount == 0 || ends[chunkCount - 1] > supply.chunkBytes() - length) {
            addChunk();
        }
        int last = chunkCount - 1;
        long reference = (long) last << chunkShift | ends[last];
        ends[last] += length;
        count++;
        return reference;
    }

    private void addChunk() {
        if (chunkCount == chunks.length) {
            chunks = Arrays.copyOf(chunks, 2 * chunkCount);
            ends = Arrays.copyOf(ends, 2 * chunkCount);
        }
        chunks[chunkCount] = supply.take();
        ends[chunkCount] = 0;
        chunkCount++;
    }

    /** The record at a reference; one view, re-used. */
    V at(long reference) {
        view.wrap(chunks[(int) (reference >>> chunkShift)].bytes, (int) reference & offsetMask);
        return view;
    }

    long count() {
        return count;
    }

    /** Visits every reference in order of arrival; the visitor may use {@link #at}. */
    void forEach(LongConsumer visitor) {
        for (int i = 0; i < chunkCount; i++) {
            int length;
            for (int offset = 0; offset < ends[i]; offset += length) {
                walker.wrap(chunks[i].bytes, offset);
                length = lengthOf.applyAsInt(walker);
                visitor.accept((long) i << chunkShift | offset);
            }
        }
    }

    /** Gives all memory back to the supply; the slab is empty afterwards. */
    void release() {
        for (int i = 0; i < chunkCount; i++) {
            supply.release(chunks[i]);
        }
        chunks = new Chunk[4];
        ends = new int[4];
        chunkCount = 0;
        count = 0;
    }
}
