package org.medsettle.command;

import org.medsettle.domain.AsciiField;
import org.medsettle.domain.RecordView;

/** Body of SIGN_ON and SIGN_OFF: institution, hash of the operator, and the number to sign off. */
public final class SignBody extends RecordView {
    private static final int INSTITUTION = 0;
    private static final int OPERATOR_HASH = 16;
    private static final int NUMBER = 24;
    public static final int BYTES = 32;

    public int institutionOffset() {
        return offset + INSTITUTION;
    }

    public long operatorHash() {
        return getLong(OPERATOR_HASH);
    }

    public long number() {
        return getLong(NUMBER);
    }

    public SignBody set(CharSequence institution, long operatorHash, long number) {
        AsciiField.put(buffer, offset + INSTITUTION, KeyedBody.INSTITUTION_BYTES, institution);
        putLong(OPERATOR_HASH, operatorHash);
        putLong(NUMBER, number);
        return this;
    }
}
