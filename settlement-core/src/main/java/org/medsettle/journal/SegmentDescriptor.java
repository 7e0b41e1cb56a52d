package org.medsettle.journal;

import java.util.List;
import java.util.Locale;
import org.medsettle.common.ThreadSafe;

/**
 * Layout of a segment's header block and rules of its file name; all numbers little-endian, see {@code
 * docs/spec/journal-format.md}.
 *
 * <p>Threads: stateless. Units: bytes, offsets from the start of the file.
 */
@ThreadSafe
final class SegmentDescriptor {
    /** The bytes "MEDSJRNL". */
    static final long MAGIC = 0x4C4E524A_5344454DL;

    static final int FORMAT_VERSION = 1;

    static final int MAGIC_OFFSET = 0;
    static final int FORMAT_VERSION_OFFSET = 8;
    static final int HEADER_LENGTH_OFFSET = 12;
    static final int SEGMENT_NUMBER_OFFSET = 16;
    static final int FIRST_SEQUENCE_OFFSET = 24;
    static final int SEGMENT_BYTES_OFFSET = 32;
    static final int BATCH_NUMBER_OFFSET = 40;
    static final int ID_HIGH_OFFSET = 48;
    static final int ID_LOW_OFFSET = 56;
    static final int CREATED_OFFSET = 64;
    static final int CHAIN_OFFSET = 72;
    static final int CRC_OFFSET = 4092;
    static final int HEADER_BYTES = 4096;

    static final long MAX_SEGMENT_BYTES = 1L << 40;

    static final String SUFFIX = ".mj";
    /** The file being filled ahead; never read, deleted at every start. */
    static final String PREPARED_NAME = "next.prepared";

    private static final int DIGITS = 20;

    private SegmentDescriptor() {}

    static String fileName(long firstSequence) {
        return String.format(Locale.ROOT, "%020d%s", firstSequence, SUFFIX);
    }

    static boolean isSegmentName(String name) {
        return name.endsWith(SUFFIX);
    }

    /** The first sequence a segment's name promises, or -1 when the name is not of the right form. */
    static long firstSequence(String name) {
        if (name.length() != DIGITS + SUFFIX.length() || name.charAt(0) != '0') {
            return -1;
        }
        long sequence = 0;
        for (int i = 1; i < DIGITS; i++) {
            int digit = name.charAt(i) - '0';
            if (digit < 0 || digit > 9 || sequence > (Long.MAX_VALUE - digit) / 10) {
                return -1;
            }
            sequence = sequence * 10 + digit;
        }
        return sequence;
    }

    /** Index of the last of these segments that begins at or before a sequence, or -1; the names ascend. */
    static int lastBeginningAt(List<String> names, long sequence) {
        int last = -1;
        for (int i = 0; i < names.size(); i++) {
            if (firstSequence(names.get(i)) <= sequence) {
                last = i;
            }
        }
        return last;
    }

    /** The least segment that can hold its header, one full batch and the marks of some restarts without a command. */
    static long minSegmentBytes(int batchBytes) {
        return HEADER_BYTES + batchBytes + 4L * RecordDescriptor.FOOTER_BYTES;
    }
}
