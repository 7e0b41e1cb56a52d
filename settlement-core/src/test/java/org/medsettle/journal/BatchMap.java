package org.medsettle.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadSafe;

/**
 * Where every batch of a sound journal lies, for tests that damage one and know what must be said of it.
 *
 * <p>Units: bytes. Threads: immutable.
 */
@ThreadSafe
public final class BatchMap {
    private final List<Batch> batches = new ArrayList<>();

    /** Reads whole segments by their names, in order; what is not whole at the end of one is left out. */
    public BatchMap(Map<String, byte[]> segments) {
        segments.forEach((name, bytes) -> {
            if (SegmentDescriptor.isSegmentName(name) && bytes.length >= SegmentDescriptor.HEADER_BYTES) {
                read(name, ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
            }
        });
    }

    private void read(String name, ByteBuffer buffer) {
        RecordDecoder decoder = new RecordDecoder(SegmentHeader.decode(buffer).id());
        int start = SegmentDescriptor.HEADER_BYTES;
        int index = start;
        while (decoder.isWhole(buffer, index, buffer.capacity())) {
            int end = index + decoder.recordBytes(buffer, index);
            if (decoder.isFooter(buffer, index)) {
                long first = buffer.getLong(index + RecordDescriptor.FOOTER_FIRST_SEQUENCE_OFFSET);
                int count = buffer.getInt(index + RecordDescriptor.FOOTER_RECORD_COUNT_OFFSET);
                batches.add(new Batch(name, start, end, first, count));
                start = end;
            }
            index = end;
        }
    }

    public static boolean isSegment(String name) {
        return SegmentDescriptor.isSegmentName(name);
    }

    /** The first sequence of the segment of this name. */
    public static long firstSequence(String name) {
        return SegmentDescriptor.firstSequence(name);
    }

    public List<Batch> batches() {
        return batches;
    }

    /** The first batch that ends behind this offset of a file or begins in a later file; null when there is none. */
    public @Nullable Batch from(String file, long offset) {
        for (Batch batch : batches) {
            int order = batch.file().compareTo(file);
            if (order > 0 || order == 0 && batch.end() > offset) {
                return batch;
            }
        }
        return null;
    }

    /** One batch; a mark has no commands and carries the next sequence. */
    public record Batch(String file, int start, int end, long firstSequence, int commands) {}

    /** Name of the segment whose first command has this sequence. */
    public static String segmentFrom(long firstSequence) {
        return SegmentDescriptor.fileName(firstSequence);
    }
}
