package org.medsettle.journal;

/**
 * Why a journal is refused. The names are part of the operations contract ({@code docs/spec/journal-format.md}, section
 * "Refusals"), and are printed by {@code medsettle verify}.
 *
 * <p>Threads: any.
 */
public enum Damage {
    /** The file name is not twenty digits and {@code .mj}, or differs from the first sequence in the header. */
    SEGMENT_NAME,
    /** Magic, checksum or a field of a segment header is wrong. */
    SEGMENT_HEADER,
    /** The segment was written by a newer version of this software. */
    NEWER_FORMAT,
    /** The file is not as long as its header says. */
    SEGMENT_LENGTH,
    /** A segment belongs to another journal. */
    FOREIGN_SEGMENT,
    /** A segment that must exist does not. */
    MISSING_SEGMENT,
    /** A record's checksum or one of its fields is wrong, and a torn write cannot be the reason. */
    RECORD,
    /** A record or batch is whole but does not carry the next sequence or number. */
    SEQUENCE_GAP,
    /** A batch is whole but its chain value does not follow from what is before it. */
    CHAIN,
    /** A batch's closing record contradicts the records before it. */
    BATCH_TOTALS,
    /** Bytes where only zeroes may be. */
    STRAY_BYTES
}
