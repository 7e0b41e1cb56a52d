package org.medsettle.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
 * For the same reason they may look otherwise when they are read again; nothing is written that has not been checked.
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
            rewriteLastBatch(file, reader, header.id());
            clearBehind(file, reader.endPosition(), header.segmentBytes());
            file.force(false);
            files.forceDirectory();
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    private static void rewriteLastBatch(DiskFile file, JournalReader reader, JournalId id) throws IOException {
        long position = reader.lastBatchPosition();
        ByteBuffer batch = ByteBuffer.allocateDirect(Math.toIntExact(reader.endPosition() - position))
                .order(ByteOrder.LITTLE_ENDIAN);
        FullIo.read(file, batch, position);
        if (!isLastBatch(batch, reader.cursor(), id)) {
            throw new IOException("the last batch reads otherwise than a moment ago, at offset " + position);
        }
        FullIo.write(file, batch.clear(), position);
    }

    /** Whether these bytes are whole records and end with the closing record that the cursor stands behind. */
    private static boolean isLastBatch(ByteBuffer batch, LogCursor cursor, JournalId id) {
        RecordDecoder decoder = new RecordDecoder(id);
        int last = 0;
        int index = 0;
        while (index < batch.capacity() && decoder.isWhole(batch, index, batch.capacity())) {
            last = index;
            index += decoder.recordBytes(batch, index);
        }
        boolean isWhole = index == batch.capacity();
        return isWhole && (index == 0 || cursor.chain().isAt(batch, last + RecordDescriptor.FOOTER_CHAIN_OFFSET));
    }

    private static void clearBehind(DiskFile file, long from, long segmentBytes) throws IOException {
        long end = Math.min(from + RecordDescriptor.MAX_BATCH_BYTES, segmentBytes);
        ByteBuffer zeroes = ByteBuffer.allocateDirect((int) Math.min(CHUNK_BYTES, end - from));
        for (long position = from; position < end; position += CHUNK_BYTES) {
            FullIo.write(file, zeroes.clear().limit((int) Math.min(CHUNK_BYTES, end - position)), position);
        }
    }
}
