package org.medsettle.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.FullIo;

/**
 * Makes the end of a recovered journal fit for appending: the last whole batch is written once more, and zeroes over all
 * that a torn write can have touched behind it.
 *
 * <p>Both are done even when nothing looks wrong, because the process before may have died of a failed force. The kernel can
 * then show bytes that are not on the disk and count their pages as clean, so that only a new write makes a force reach it.
 *
 * <p>Threads: the one that recovers. Units: bytes. Failure: {@link IOException}; recovery may simply be run again.
 */
@ThreadConfined(Threads.CALLER)
final class TailRepair {
    private static final int CHUNK_BYTES = 1 << 20;

    private final DiskFiles files;

    TailRepair(DiskFiles files) {
        this.files = files;
    }

    /** Opens the last segment; all in front of the reader's end is durable after the call, and all behind it is zero. */
    DiskFile openRepaired(JournalReader reader, SegmentHeader header) throws IOException {
        DiskFile file = files.open(header.fileName(), true);
        try {
            rewriteLastBatch(file, reader);
            clearBehind(file, reader.endPosition(), header.segmentBytes());
            file.force(false);
            files.forceDirectory();
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static void rewriteLastBatch(DiskFile file, JournalReader reader) throws IOException {
        long position = reader.lastBatchPosition();
        ByteBuffer batch = ByteBuffer.allocateDirect(Math.toIntExact(reader.endPosition() - position));
        FullIo.read(file, batch, position);
        FullIo.write(file, batch.flip(), position);
    }

    private static void clearBehind(DiskFile file, long from, long segmentBytes) throws IOException {
        long end = Math.min(from + RecordDescriptor.MAX_BATCH_BYTES, segmentBytes);
        ByteBuffer zeroes = ByteBuffer.allocateDirect((int) Math.min(CHUNK_BYTES, end - from));
        for (long position = from; position < end; position += CHUNK_BYTES) {
            FullIo.write(file, zeroes.clear().limit((int) Math.min(CHUNK_BYTES, end - position)), position);
        }
    }
}
