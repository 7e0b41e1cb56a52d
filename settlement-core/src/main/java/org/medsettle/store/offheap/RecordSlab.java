package org.medsettle.store.offheap;

import static org.medsettle.domain.RecordView.GRANULE_SHIFT;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
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
    private static final long NOWHERE = Long.MIN_VALUE;

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
    /** Where the view stands: the rules ask for the same record several times in a row. */
    private long viewed = NOWHERE;

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

    /** The record at a reference; one view, re-used, that marks what it changes. */
    V at(long reference) {
        if (reference != viewed) {
            Chunk chunk = chunks[(int) (reference >>> chunkShift)];
            view.wrap(chunk.bytes, (int) reference & offsetMask, chunk.changes);
            viewed = reference;
        }
        assert standsAt(reference) : "nobody else points the view";
        return view;
    }

    @SuppressWarnings("ReferenceEquality") // two chunks with the same bytes are two
    private boolean standsAt(long reference) {
        return view.buffer() == chunks[(int) (reference >>> chunkShift)].bytes
                && view.offset() == ((int) reference & offsetMask);
    }

    long count() {
        return count;
    }

    /** Reference of the {@code place}-th record, counted from 0, of a slab whose records are all {@code length} bytes long. */
    long referenceOf(long place, int length) {
        int perChunk = supply.chunkBytes() / length;
        long chunk = place / perChunk;
        return (chunk << chunkShift) + (place % perChunk) * length;
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

    /** Bytes up to the end of the last record. */
    long length() {
        return chunkCount == 0 ? 0 : ((long) (chunkCount - 1) << chunkShift) + ends[chunkCount - 1];
    }

    int chunkCount() {
        return chunkCount;
    }

    /** Where the records of a chunk end. */
    int endOf(int chunk) {
        return ends[chunk];
    }

    /** Appends bytes to {@code target} and takes the marks off every granule that they touch. */
    void copy(long offset, int length, ByteBuffer target) {
        long from = offset;
        long end = offset + length;
        while (from < end) {
            Chunk chunk = chunks[(int) (from >>> chunkShift)];
            int at = (int) from & offsetMask;
            int part = (int) Math.min(end - from, offsetMask + 1L - at);
            target.put(target.position(), chunk.bytes, at, part).position(target.position() + part);
            for (int granule = at >>> GRANULE_SHIFT; granule <= (at + part - 1) >>> GRANULE_SHIFT; granule++) {
                chunk.changes[granule >>> 6] &= ~(1L << granule);
            }
            from += part;
        }
    }

    /** The first marked granule from {@code from} to {@code to}, or -1. */
    long nextChanged(long from, long to) {
        int granuleShift = chunkShift - GRANULE_SHIFT;
        int granuleMask = (1 << granuleShift) - 1;
        long granule = from;
        while (granule < to) {
            long[] changes = chunks[(int) (granule >>> granuleShift)].changes;
            long word = changes[((int) granule & granuleMask) >>> 6] >>> granule;
            if (word != 0) {
                long found = granule + Long.numberOfTrailingZeros(word);
                return found < to ? found : -1;
            }
            granule = (granule | 63) + 1;
        }
        return -1;
    }

    /** Makes room for records that {@link #put} brings; the slab must be empty. */
    void reserveChunks(int count, IntUnaryOperator endOfChunk) {
        Invariant.check(chunkCount == 0, "only an empty slab is restored");
        for (int i = 0; i < count; i++) {
            addChunk();
            ends[i] = endOfChunk.applyAsInt(i);
        }
    }

    /** Puts what remains in {@code source} at {@code offset}. */
    void put(long offset, ByteBuffer source) {
        long at = offset;
        while (source.hasRemaining()) {
            int inChunk = (int) at & offsetMask;
            int part = Math.min(source.remaining(), offsetMask + 1 - inChunk);
            chunks[(int) (at >>> chunkShift)].bytes.put(inChunk, source, source.position(), part);
            source.position(source.position() + part);
            at += part;
        }
    }

    /** Counts restored records and shows each to {@code visitor}. */
    void recount(LongConsumer visitor) {
        count = 0;
        forEach(reference -> {
            count++;
            visitor.accept(reference);
        });
    }

    int chunkBytes() {
        return offsetMask + 1;
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
        viewed = NOWHERE;
    }
}
