package org.medsettle.store.offheap;

import java.nio.ByteBuffer;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.RecordView;
import org.medsettle.state.ImageSection;
import org.medsettle.state.SectionKind;

/**
 * A slab as a section of a snapshot: the offsets of the section are the references of the slab. Its description is the
 * size of the chunks and the end of the records in each, since records never straddle two.
 *
 * <p>Failure: {@link #restore} refuses with {@link IllegalArgumentException} what no slab can have described.
 */
@ThreadConfined(Threads.STATE_MACHINE)
record SlabSection(SectionKind kind, long number, RecordSlab<?> slab) implements ImageSection {
    @Override
    public long length() {
        return slab.length();
    }

    @Override
    public int granuleBytes() {
        return 1 << RecordView.GRANULE_SHIFT;
    }

    @Override
    public long nextChanged(long from, long to) {
        return slab.nextChanged(from, to);
    }

    @Override
    public void copy(long offset, int length, ByteBuffer target) {
        slab.copy(offset, length, target);
    }

    @Override
    public void describe(ByteBuffer target) {
        target.putInt(slab.chunkBytes());
        target.putInt(slab.chunkCount());
        for (int chunk = 0; chunk < slab.chunkCount(); chunk++) {
            target.putInt(slab.endOf(chunk));
        }
    }

    /** Makes room in an empty slab for a section of {@code length} bytes. */
    static void restore(RecordSlab<?> slab, long length, ByteBuffer description) {
        int chunkBytes = description.getInt();
        if (chunkBytes != slab.chunkBytes()) {
            throw new IllegalArgumentException(
                    "records in chunks of " + chunkBytes + " bytes, this node's have " + slab.chunkBytes());
        }
        int chunks = description.getInt();
        if (chunks < 0 || chunks > description.remaining() / Integer.BYTES) {
            throw new IllegalArgumentException(chunks + " chunks of records");
        }
        int start = description.position();
        slab.reserveChunks(chunks, chunk -> endOf(description.getInt(start + chunk * Integer.BYTES), chunkBytes));
        description.position(start + chunks * Integer.BYTES);
        if (slab.length() != length) {
            throw new IllegalArgumentException("records of " + slab.length() + " bytes in a section of " + length);
        }
    }

    private static int endOf(int end, int chunkBytes) {
        if (end < 0 || end > chunkBytes || (end & 7) != 0) {
            throw new IllegalArgumentException("records end at " + end + " of a chunk");
        }
        return end;
    }
}
