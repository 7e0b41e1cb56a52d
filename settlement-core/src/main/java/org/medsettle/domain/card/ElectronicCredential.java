package org.medsettle.domain.card;

import org.medsettle.domain.RecordView;

/**
 * View of one electronic credential (the token behind a QR code), 80 bytes; also its import command.
 *
 * <p>Units: the end as epoch milliseconds. Invariant: bytes from {@link #HASHED_FROM} on are state.
 */
public final class ElectronicCredential extends RecordView {
    public static final int TOKEN_BYTES = 56;
    public static final int TOKEN_MAX_CHARS = 50;
    public static final int BYTES = 80;

    private static final int PERSON_REFERENCE = 0;
    static final int HASHED_FROM = 8;
    private static final int PERSON_ORDINAL = 8;
    private static final int EXPIRES_AT = 16;
    private static final int TOKEN = 24;

    public long personReference() {
        return getLong(PERSON_REFERENCE);
    }

    public ElectronicCredential personReference(long reference) {
        putLong(PERSON_REFERENCE, reference);
        return this;
    }

    public long personOrdinal() {
        return getLong(PERSON_ORDINAL);
    }

    public ElectronicCredential personOrdinal(long ordinal) {
        putLong(PERSON_ORDINAL, ordinal);
        return this;
    }

    /** First instant at which the token no longer serves; 0 for never. */
    public long expiresAtMs() {
        return getLong(EXPIRES_AT);
    }

    public ElectronicCredential expiresAtMs(long epochMs) {
        putLong(EXPIRES_AT, epochMs);
        return this;
    }

    /** Offset of the 56-byte token in {@link #buffer()}. */
    public int tokenOffset() {
        return offset + TOKEN;
    }

    public ElectronicCredential token(CharSequence token) {
        putText(TOKEN, TOKEN_BYTES, token);
        return this;
    }

    /** Hash over every word that is state. */
    public long stateHash() {
        return hashOf(HASHED_FROM, (BYTES - HASHED_FROM) >> 3);
    }
}
