package org.medsettle.state;

import org.jspecify.annotations.Nullable;

/**
 * What a section of a snapshot holds. The codes are part of the snapshot format and are never used for anything else.
 *
 * <p>Threads: any, immutable.
 */
public enum SectionKind {
    PERSON(1),
    ACCOUNT(2),
    CARD(3),
    CREDENTIAL(4),
    INSTITUTION(5),
    SIGN_ON(6),
    SETTLEMENT(7),
    /** The keys of one generation, whose number is the section's. */
    KEY(8),
    CLEARING_TOTAL(9),
    TILL_BATCH(10),
    /** The entries of one invalid list, in force or being received. */
    INVALID_LIST(11),
    LOSS_REPORT(12),
    REPLACEMENT(13),
    REIMBURSEMENT(14);

    private static final SectionKind[] VALUES = values();

    private final int code;

    SectionKind(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The kind with this code, or null. */
    public static @Nullable SectionKind of(int code) {
        return code >= 1 && code <= VALUES.length ? VALUES[code - 1] : null;
    }
}
