package org.medsettle.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** Limits of sizes and the rules of names. */
@ThreadConfined(Threads.CALLER)
class JournalConfigTest {
    private static final int BATCH = RecordDescriptor.MIN_BATCH_BYTES;

    @Test
    void shouldRefuseSizesOutOfBounds() {
        assertRefused(18 * 4096L + 1, BATCH, 1);
        assertRefused(17 * 4096L, BATCH, 1);
        assertRefused(2L << 40, BATCH, 1);
        assertRefused(256L << 20, BATCH - 8, 1);
        assertRefused(256L << 20, BATCH + 1, 1);
        assertRefused(256L << 20, RecordDescriptor.MAX_BATCH_BYTES + 8, 1);
        assertRefused(4L << 20, 4 << 20, 1);
        assertRefused(256L << 20, BATCH, 0);
    }

    private static void assertRefused(long segmentBytes, int batchBytes, long timeoutNs) {
        assertThrows(IllegalArgumentException.class, () -> new JournalConfig(segmentBytes, batchBytes, timeoutNs));
    }

    @Test
    void shouldNameSegmentsByTwentyDigits() {
        assertEquals("00000000000000000042.mj", SegmentDescriptor.fileName(42));
        assertEquals(42, SegmentDescriptor.firstSequence("00000000000000000042.mj"));
        assertEquals(Long.MAX_VALUE, SegmentDescriptor.firstSequence("09223372036854775807.mj"));
        assertEquals(-1, SegmentDescriptor.firstSequence("09223372036854775808.mj"));
        assertEquals(-1, SegmentDescriptor.firstSequence("10000000000000000000.mj"));
        assertEquals(-1, SegmentDescriptor.firstSequence("0000000000000000004x.mj"));
        assertEquals(-1, SegmentDescriptor.firstSequence("42.mj"));
    }

    @Test
    void shouldNameJournalsApart() {
        assertNotEquals(JournalId.random(), JournalId.random());
        assertEquals("0123456789abcdef1122334455667788", Journals.ID.toString());
    }
}
