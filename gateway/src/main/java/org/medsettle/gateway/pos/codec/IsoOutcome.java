package org.medsettle.gateway.pos.codec;

/** What came of decoding a message. Threads: immutable. */
public enum IsoOutcome {
    /** Every field was read and nothing is left over. */
    WHOLE,
    /** Type and trace number (field 11) were read, so that a refusal can be sent; something else is wrong. */
    MALFORMED,
    /** Not even those two. */
    UNREADABLE
}
