package org.medsettle.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Makes the end of a recovered journal fit for appending: a torn write becomes zeroes again, and the last whole batch is
 * written once more.
 *
 * <p>The second is needed because the process before may have died of a failed force. The kernel can then show a batch
 * that is not on the disk and count its pages as clean, so that only a new write makes a force reach the disk.
 *
 * <p>Threads: the one that recovers. Units: bytes. Failure: {@link IOException}; recovery may simply be run again.
 */
@ThreadConfined(Threads.CALLER)
final class TailRepair {
    private final JournalFiles files;

    TailRepair(JournalFiles files) {
        this.files = files;
    }

    /** Opens the last segment; everything in front of the reader's end is durable after the call, all behind it is zero. */
    SegmentFile openRepaired(JournalReader reader, SegmentHeader header, RecoveryOutcome outcome) throws IOException {
        SegmentFile file = files.open(header.fileName(), true);
        try {
            if (outcome instanceof RecoveryOutcome.TornTail torn) {
                ByteBuffer zeroes = ByteBuffer.allocateDirect(Math.toIntExact(torn.cutBytes()));
                FullIo.write(file, zeroes, torn.offset());
            }
            int lastBatchBytes = Math.toIntExact(reader.endPosition() - reader.lastBatchPosition());
            ByteBuffer lastBatch = ByteBuffer.allocateDirect(lastBatchBytes);
            FullIo.read(file, lastBatch, reader.lastBatchPosition());
            FullIo.write(file, lastBatch.flip(), reader.lastBatchPosition());
            file.force(false);
            files.forceDirectory();
            return file;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }
}
