package org.medsettle.command;

import org.medsettle.domain.AsciiField;
import org.medsettle.domain.Utf8Field;
import org.medsettle.domain.person.Person;

/** Body of CANCEL: the settlement meant, by its own id, its visit's and its person. */
public final class CancelBody extends KeyedBody {
    private static final int PERSON = BUSINESS_FROM;
    private static final int SETTLEMENT_ID = PERSON + Person.NUMBER_BYTES;
    private static final int VISIT_ID = SETTLEMENT_ID + 8;
    public static final int FIXED_BYTES = VISIT_ID + 8;
    public static final int MAX_BYTES = FIXED_BYTES + 3 * OPERATOR_MAX_CHARS;

    public int personOffset() {
        return offset + PERSON;
    }

    public String person() {
        return AsciiField.get(buffer, offset + PERSON, Person.NUMBER_BYTES);
    }

    /** The 18 digits of setl_id, or -1 when the text was not an id of ours. */
    public long settlementId() {
        return getLong(SETTLEMENT_ID);
    }

    /** The 18 digits of mdtrt_id, or -1 when the text was not an id of ours. */
    public long visitId() {
        return getLong(VISIT_ID);
    }

    public int operatorLength() {
        return getByte(OPERATOR_LENGTH) & 0xFF;
    }

    public int operatorOffset() {
        return offset + FIXED_BYTES;
    }

    public CancelBody person(CharSequence number) {
        AsciiField.put(buffer, offset + PERSON, Person.NUMBER_BYTES, number);
        return this;
    }

    public CancelBody ids(long settlementId, long visitId) {
        putLong(SETTLEMENT_ID, settlementId);
        putLong(VISIT_ID, visitId);
        return this;
    }

    /** Writes the operator, seals the digest and answers the body's length. */
    public int finish(CharSequence operator) {
        int operatorBytes = Utf8Field.put(buffer, operatorOffset(), operator);
        putByte(OPERATOR_LENGTH, operatorBytes);
        seal(FIXED_BYTES + operatorBytes, FIXED_BYTES, operatorBytes);
        return FIXED_BYTES + operatorBytes;
    }
}
