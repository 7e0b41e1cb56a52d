package org.medsettle.snapshot;

import java.nio.charset.StandardCharsets;

/**
 * Offsets, lengths and names of the snapshot format, version 1, as in {@code docs/spec/snapshot-format.md}.
 *
 * <p>Units: bytes.
 */
final class SnapshotDescriptor {
    static final int FORMAT_VERSION = 1;

    /** ASCII {@code MEDSSNAP}, as a little-endian word. */
    static final long MAGIC = magic("MEDSSNAP");
    /** ASCII {@code MEDSSEND}: the end of a whole snapshot. */
    static final long END_MAGIC = magic("MEDSSEND");

    static final int HEADER_BYTES = 4096;
    static final int HEADER_VERSION = 8;
    static final int HEADER_LENGTH = 12;
    static final int HEADER_CREATED = 16;
    static final int HEADER_CHECKSUM = HEADER_BYTES - 4;

    static final int FRAME_CHECKSUM = 0;
    static final int FRAME_BODY_BYTES = 4;
    static final int FRAME_TYPE = 8;
    static final int FRAME_KIND = 10;
    static final int FRAME_SECTION = 16;
    static final int FRAME_NUMBER = 24;
    static final int FRAME_HEADER_BYTES = 32;

    /** A frame of runs of one section. */
    static final int TYPE_RUNS = 1;
    /** The frame of the section table and of the state beside the sections. */
    static final int TYPE_FINAL = 2;

    static final int MAX_RUNS_FRAME_BYTES = 256 << 10;
    static final int MAX_FINAL_FRAME_BYTES = 32 << 20;

    /** Header of a run: i64 offset in the section, i32 length, i32 zero. */
    static final int RUN_HEADER_BYTES = 16;

    static final int END_BYTES = 256;
    static final int END_SEQUENCE = 8;
    static final int END_TIME = 16;
    static final int END_DIGEST = 24;
    static final int END_FRAMES = 32;
    static final int END_FINAL_FRAME = 40;
    static final int END_SEAL = 48;
    static final int SEAL_BYTES = 32;
    static final int END_PROOF_BYTES = 80;
    static final int END_PROOF = 84;
    static final int MAX_PROOF_BYTES = 160;
    static final int END_CHECKSUM = END_BYTES - 4;

    static final String SUFFIX = ".ms";
    private static final int NAME_DIGITS = 20;
    /** What a snapshot is called while it is being written; never read. */
    static final String WRITING_NAME = "snapshot.writing";

    private SnapshotDescriptor() {}

    static String fileName(long sequence) {
        return String.format("%0" + NAME_DIGITS + "d", sequence) + SUFFIX;
    }

    /** The sequence in a snapshot's file name, or -1 for any other name. */
    static long sequenceOf(String name) {
        if (name.length() != NAME_DIGITS + SUFFIX.length() || !name.endsWith(SUFFIX)) {
            return -1;
        }
        try {
            return Long.parseLong(name.substring(0, NAME_DIGITS));
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static long magic(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        long word = 0;
        for (int i = 7; i >= 0; i--) {
            word = (word << 8) | (bytes[i] & 0xFF);
        }
        return word;
    }
}
