package org.medsettle.domain.institution;

import org.medsettle.domain.RecordView;

/** View of one operator's sign-on (9001), 40 bytes. Units: epoch day, epoch milliseconds. */
public final class SignOn extends RecordView {
    public static final int BYTES = 40;

    private static final int NUMBER = 0;
    private static final int INSTITUTION = 8;
    private static final int OPERATOR_HASH = 16;
    private static final int TIME = 24;
    private static final int BUSINESS_DATE = 32;
    private static final int ACTIVE = 36;

    public long number() {
        return getLong(NUMBER);
    }

    public SignOn number(long number) {
        putLong(NUMBER, number);
        return this;
    }

    /** Ordinal of the institution. */
    public long institution() {
        return getLong(INSTITUTION);
    }

    public SignOn institution(long ordinal) {
        putLong(INSTITUTION, ordinal);
        return this;
    }

    public long operatorHash() {
        return getLong(OPERATOR_HASH);
    }

    public SignOn operatorHash(long hash) {
        putLong(OPERATOR_HASH, hash);
        return this;
    }

    public long timeMs() {
        return getLong(TIME);
    }

    public SignOn timeMs(long epochMs) {
        putLong(TIME, epochMs);
        return this;
    }

    public int businessDate() {
        return getInt(BUSINESS_DATE);
    }

    public SignOn businessDate(int epochDay) {
        putInt(BUSINESS_DATE, epochDay);
        return this;
    }

    public boolean isActive() {
        return getInt(ACTIVE) != 0;
    }

    public SignOn active(boolean active) {
        putInt(ACTIVE, active ? 1 : 0);
        return this;
    }

    /** Hash over the whole record. */
    public long stateHash() {
        return hashOf(0, BYTES >> 3);
    }
}
