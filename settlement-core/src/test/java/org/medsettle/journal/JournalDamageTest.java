package org.medsettle.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.MemoryDisk;
import org.medsettle.journal.RecoveryOutcome.Clean;
import org.medsettle.journal.RecoveryOutcome.Corrupt;

/** Anything that no crash explains is refused by its name, with the file and the first sequence that cannot be trusted. */
@ThreadConfined(Threads.CALLER)
class JournalDamageTest {
    private static final String FIRST = SegmentDescriptor.fileName(1);

    private MemoryDisk disk = new MemoryDisk(1);
    private List<String> names = List.of();

    @BeforeEach
    void writeFourSegments() throws Exception {
        disk = new MemoryDisk(1);
        LocalJournalTest.write(Journals.open(disk), 400, 1000);
        names = disk.list().stream().filter(SegmentDescriptor::isSegmentName).toList();
        assertTrue(names.size() >= 3);
        assertInstanceOf(Clean.class, read(disk));
    }

    @Test
    void shouldNameRecordWhenAnyByteOfMiddleBatchIsDamaged() throws Exception {
        List<Long> offsets = new ArrayList<>();
        new JournalReader(disk).read(1, found -> offsets.add(found.offset()));
        int start = Math.toIntExact(offsets.get(20));
        int end = Math.toIntExact(offsets.get(30));
        for (int at = start; at < end; at++) {
            MemoryDisk damaged = disk.copy();
            damaged.bytes(FIRST)[at] ^= (byte) (1 << at % 8);

            Corrupt corrupt = assertInstanceOf(Corrupt.class, read(damaged), "byte " + at);

            assertEquals(Damage.RECORD, corrupt.damage(), "byte " + at);
            assertEquals(FIRST, corrupt.file());
            assertEquals(sequenceAt(offsets, at), corrupt.sequence(), "byte " + at);
        }
    }

    /** The sequence of the record that holds a byte; the closing record counts as the sequence after its batch. */
    private static long sequenceAt(List<Long> offsets, int at) {
        long sequence = 20;
        while (sequence < 30 && offsets.get((int) sequence) <= at) {
            sequence++;
        }
        return at >= offsets.get(30) - RecordDescriptor.FOOTER_BYTES ? 31 : sequence;
    }

    @Test
    void shouldRefuseWhenAnyByteOfHeaderIsDamaged() throws Exception {
        for (int at = 0; at < SegmentDescriptor.HEADER_BYTES; at += 3) {
            MemoryDisk damaged = disk.copy();
            damaged.bytes(names.get(1))[at] ^= (byte) 0x10;

            Corrupt corrupt = assertInstanceOf(Corrupt.class, read(damaged), "byte " + at);

            assertEquals(names.get(1), corrupt.file());
            assertEquals(SegmentDescriptor.firstSequence(names.get(1)), corrupt.sequence());
        }
    }

    @Test
    void shouldRefuseWhenSegmentIsMissing() throws Exception {
        disk.remove(names.get(1));

        expect(Damage.MISSING_SEGMENT, names.get(2));
    }

    @Test
    void shouldRefuseWhenFirstSegmentIsMissing() throws Exception {
        disk.remove(FIRST);

        expect(Damage.MISSING_SEGMENT, names.get(1));
    }

    @Test
    void shouldRefuseWhenFileIsCutAtAnyPage() throws Exception {
        byte[] whole = disk.bytes(names.get(1));
        for (int length = 0; length < whole.length; length += 1024) {
            disk.put(names.get(1), Arrays.copyOf(whole, length));

            expect(Damage.SEGMENT_LENGTH, names.get(1));
        }
    }

    @Test
    void shouldRefuseWhenSegmentIsOfAnotherJournal() throws Exception {
        MemoryDisk other = new MemoryDisk(2);
        LocalJournal journal = Journals.open(other, Journals.SMALL, new JournalId(5, 6));
        LocalJournalTest.write(journal, 400, 1000);
        disk.put(names.get(1), other.bytes(names.get(1)));

        expect(Damage.FOREIGN_SEGMENT, names.get(1));
    }

    @Test
    void shouldRefuseWhenRecordIsOfAnotherJournal() throws Exception {
        MemoryDisk other = new MemoryDisk(2);
        LocalJournal journal = Journals.open(other, Journals.SMALL, new JournalId(5, 6));
        LocalJournalTest.write(journal, 400, 1000);
        int from = SegmentDescriptor.HEADER_BYTES;
        System.arraycopy(other.bytes(FIRST), from, disk.bytes(FIRST), from, 40_000);

        expect(Damage.RECORD, FIRST);
    }

    @Test
    void shouldRefuseWhenFormatIsNewer() throws Exception {
        patchHeader(FIRST, SegmentDescriptor.FORMAT_VERSION_OFFSET, 2);

        expect(Damage.NEWER_FORMAT, FIRST);
    }

    @Test
    void shouldRefuseWhenHeaderBreaksChain() throws Exception {
        patchHeader(names.get(1), SegmentDescriptor.CHAIN_OFFSET, 1);

        expect(Damage.CHAIN, names.get(1));
    }

    @Test
    void shouldRefuseWhenNameIsWrong() throws Exception {
        byte[] bytes = disk.bytes(FIRST);
        disk.put("1.mj", bytes);

        expect(Damage.SEGMENT_NAME, "1.mj");
    }

    @Test
    void shouldRefuseWhenNameDiffersFromHeader() throws Exception {
        byte[] bytes = disk.bytes(names.get(names.size() - 1));
        disk.remove(names.get(names.size() - 1));
        String name = SegmentDescriptor.fileName(399);
        disk.put(name, bytes);

        expect(Damage.SEGMENT_NAME, name);
    }

    @Test
    void shouldRefuseWhenBytesFollowInSegmentThatIsNotLast() throws Exception {
        byte[] bytes = disk.bytes(FIRST);
        bytes[bytes.length - 1] = 1;

        expect(Damage.RECORD, FIRST);
    }

    @Test
    void shouldRefuseWhenRecordFollowsZeroes() throws Exception {
        byte[] bytes = disk.bytes(names.get(names.size() - 1));
        int last = bytes.length - 1;
        while (bytes[last] == 0) {
            last--;
        }
        int from = last + 1 - RecordDescriptor.FOOTER_BYTES;
        System.arraycopy(bytes, from, bytes, from + 8 * RecordDescriptor.FOOTER_BYTES, RecordDescriptor.FOOTER_BYTES);

        expect(Damage.RECORD, names.get(names.size() - 1));
    }

    @Test
    void shouldRefuseWhenBatchIsReplacedByValidOneOfAnotherHistory() throws Exception {
        MemoryDisk one = new MemoryDisk(1);
        MemoryDisk two = new MemoryDisk(1);
        int[] secondBatch = new int[2];
        for (int i = 0; i < 2; i++) {
            LocalJournal journal = Journals.open(i == 0 ? one : two);
            Journals.replay(journal, 1);
            journal.append(1, i, 1, 1, ByteBuffer.allocate(8), 8);
            journal.commit();
            secondBatch[i] = SegmentDescriptor.HEADER_BYTES + RecordDescriptor.FOOTER_BYTES * 2 + 40;
            journal.append(2, 9, 1, 1, ByteBuffer.allocate(8), 8);
            journal.close();
        }
        int length = 40 + RecordDescriptor.FOOTER_BYTES;
        System.arraycopy(two.bytes(FIRST), secondBatch[1], one.bytes(FIRST), secondBatch[0], length);
        disk = one;

        Corrupt corrupt = expect(Damage.CHAIN, FIRST);

        assertEquals(2, corrupt.sequence());
    }

    @Test
    void shouldRefuseWhenSealedRecordCarriesAnotherSequence() throws Exception {
        rewrite(RecordDescriptor.SEQUENCE_OFFSET, false);

        assertEquals(1, expect(Damage.SEQUENCE_GAP, FIRST).sequence());
    }

    @Test
    void shouldRefuseWhenSealedBatchCarriesAnotherNumber() throws Exception {
        rewrite(RecordDescriptor.FOOTER_BATCH_NUMBER_OFFSET, true);

        assertEquals(1, expect(Damage.SEQUENCE_GAP, FIRST).sequence());
    }

    @Test
    void shouldRefuseWhenSealedBatchCarriesOtherTotals() throws Exception {
        rewrite(RecordDescriptor.FOOTER_RECORD_COUNT_OFFSET, true);

        assertEquals(1, expect(Damage.BATCH_TOTALS, FIRST).sequence());
    }

    @Test
    void shouldRefuseWhenBytesLieFartherThanAnyBatch() throws Exception {
        JournalConfig large = new JournalConfig(20L << 20, RecordDescriptor.MIN_BATCH_BYTES, 1);
        disk = new MemoryDisk(1);
        LocalJournalTest.write(Journals.open(disk, large, Journals.ID), 5, 100);
        disk.bytes(FIRST)[(20 << 20) - 1] = 1;

        expect(Damage.STRAY_BYTES, FIRST);
    }

    @Test
    void shouldRefuseEmptyJournalBesideSnapshot() throws Exception {
        Corrupt corrupt = assertInstanceOf(Corrupt.class, new JournalReader(new MemoryDisk(1)).read(7, found -> {}));

        assertEquals(Damage.MISSING_SEGMENT, corrupt.damage());
        assertEquals(7, corrupt.sequence());
    }

    /** Changes a field of the first command, or of the record that closes its batch, and puts the checksum right. */
    private void rewrite(int field, boolean closing) {
        ByteBuffer segment = ByteBuffer.wrap(disk.bytes(FIRST)).order(ByteOrder.LITTLE_ENDIAN);
        int at = SegmentDescriptor.HEADER_BYTES + RecordDescriptor.FOOTER_BYTES;
        while (closing && segment.getShort(at + RecordDescriptor.FLAGS_OFFSET) == 0) {
            at += RecordDescriptor.recordBytes(segment.getInt(at + RecordDescriptor.LENGTH_OFFSET));
        }
        int bytes = RecordDescriptor.recordBytes(segment.getInt(at + RecordDescriptor.LENGTH_OFFSET));
        segment.putInt(at + field, segment.getInt(at + field) + 1);
        CRC32C crc = new CRC32C();
        crc.update(segment.array(), at + RecordDescriptor.LENGTH_OFFSET, bytes - RecordDescriptor.LENGTH_OFFSET);
        segment.putInt(at, (int) crc.getValue() ^ RecordDescriptor.salt(Journals.ID));
    }

    private Corrupt expect(Damage damage, String file) throws Exception {
        Corrupt corrupt = assertInstanceOf(Corrupt.class, read(disk));
        assertEquals(damage, corrupt.damage(), corrupt.describe());
        assertEquals(file, corrupt.file(), corrupt.describe());
        return corrupt;
    }

    private static RecoveryOutcome read(MemoryDisk from) throws Exception {
        return new JournalReader(from).read(1, found -> {});
    }

    private void patchHeader(String name, int offset, int value) {
        byte[] bytes = disk.bytes(name);
        ByteBuffer block = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        block.putInt(offset, value);
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, SegmentDescriptor.CRC_OFFSET);
        block.putInt(SegmentDescriptor.CRC_OFFSET, (int) crc.getValue());
    }
}
