package org.medsettle.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.ForwardingFile;
import org.medsettle.files.ForwardingFiles;
import org.medsettle.files.MemoryDisk;
import org.medsettle.journal.Journals.Entry;
import org.medsettle.journal.Journals.Replayed;

/**
 * Goal: a byte that is read wrong once does no lasting harm; above all, recovery never writes it back over the good one.
 * Method: recover with one bit of the nth read turned, for every n and several bits, and look at the disk afterwards.
 */
@ThreadConfined(Threads.CALLER)
class MisreadTest {
    private static final int RECORDS = 20;
    private static final int BITS_PER_READ = 40;

    @Test
    void shouldLeaveTheJournalWholeWhenABitIsReadWrongOnce() {
        MemoryDisk original = new MemoryDisk(1);
        LocalJournalTest.write(Journals.open(original), RECORDS, 300);
        List<Entry> entries = Journals.replay(original.copy()).entries();
        int reads = 0;
        boolean misread = true;
        while (misread) {
            for (int bit = 0; bit < BITS_PER_READ && misread; bit++) {
                MemoryDisk disk = original.copy();
                MisreadFiles files = new MisreadFiles(disk, reads + 1, bit);
                recover(files);
                misread = files.hasMisread();

                Replayed afterwards = Journals.replay(disk);
                String where = "read " + (reads + 1) + ", bit " + bit;
                assertFalse(
                        afterwards.outcome() instanceof RecoveryOutcome.Corrupt, where + ": " + afterwards.outcome());
                assertEquals(entries, afterwards.entries(), where);
            }
            reads++;
        }
        assertTrue(reads > 3, "only " + reads + " reads");
    }

    private static void recover(DiskFiles files) {
        try {
            Journals.replay(files);
        } catch (JournalFailedException refused) {
            // As good as a refusal: the node does not start, and starts the next time.
        }
    }

    /** Files of which one read has one wrong bit. */
    private static final class MisreadFiles extends ForwardingFiles {
        private final int bit;
        private int readsLeft;

        MisreadFiles(DiskFiles files, int nthRead, int bit) {
            super(files);
            this.bit = bit;
            readsLeft = nthRead;
        }

        boolean hasMisread() {
            return readsLeft <= 0;
        }

        @Override
        public DiskFile open(String name, boolean writable) throws IOException {
            return new MisreadFile(super.open(name, writable));
        }

        /** Turns a bit somewhere in the first bytes of the read that is due, another one for every {@code bit}. */
        private final class MisreadFile extends ForwardingFile {
            private static final int SPREAD_BYTES = 211;

            MisreadFile(DiskFile file) {
                super(file);
            }

            @Override
            public int read(ByteBuffer target, long position) throws IOException {
                int start = target.position();
                int length = super.read(target, position);
                if (length > 0 && --readsLeft == 0) {
                    int at = start + bit * SPREAD_BYTES % length;
                    target.put(at, (byte) (target.get(at) ^ 1 << bit % Byte.SIZE));
                }
                return length;
            }
        }
    }
}
