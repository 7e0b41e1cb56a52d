package org.medsettle.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.FullIo;

/**
 * Makes a segment file whose blocks are all written: a file that merely has a length would let the file system run out of
 * space, or write its own metadata, in the middle of a commit.
 *
 * <p>Threads: the preparer. Units: bytes. Failure: {@link IOException}; the file is then deleted if possible.
 */
@ThreadConfined(Threads.SEGMENT_PREPARER)
final class SegmentAllocation {
    private static final int CHUNK_BYTES = 1 << 20;

    private final DiskFiles files;
    private final long segmentBytes;
    private final ByteBuffer zeroes;

    SegmentAllocation(DiskFiles files, long segmentBytes) {
        this.files = files;
        this.segmentBytes = segmentBytes;
        this.zeroes = ByteBuffer.allocateDirect((int) Math.min(CHUNK_BYTES, segmentBytes) + DiskFiles.BLOCK_BYTES)
                .alignedSlice(DiskFiles.BLOCK_BYTES);
    }

    /** Creates, fills and forces the file {@link SegmentDescriptor#PREPARED_NAME}. */
    DiskFile create(BooleanSupplier cancelled) throws IOException {
        if (files.list().contains(SegmentDescriptor.PREPARED_NAME)) {
            files.delete(SegmentDescriptor.PREPARED_NAME);
        }
        DiskFile file = files.createDirect(SegmentDescriptor.PREPARED_NAME);
        try {
            fill(file, cancelled);
            files.forceDirectory();
            return file;
        } catch (IOException e) {
            discard(file, e);
            throw e;
        }
    }

    private void fill(DiskFile file, BooleanSupplier cancelled) throws IOException {
        long position = 0;
        while (position < segmentBytes) {
            if (cancelled.getAsBoolean()) {
                throw new IOException("stopped while preparing a segment");
            }
            zeroes.clear().limit((int) Math.min(CHUNK_BYTES, segmentBytes - position));
            int written = zeroes.remaining();
            FullIo.write(file, zeroes, position);
            position += written;
        }
        file.force(true);
    }

    private void discard(DiskFile file, IOException reason) {
        try {
            file.close();
            files.delete(SegmentDescriptor.PREPARED_NAME);
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}
