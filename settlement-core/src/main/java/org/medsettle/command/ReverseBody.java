package org.medsettle.command;

import org.medsettle.domain.AsciiField;
import org.medsettle.domain.Utf8Field;
import org.medsettle.domain.person.Person;

/**
 * Body of REVERSE, QUERY_OUTCOME and FIND_OUTCOME: the key of the original, its transaction number and, for a reversal, its person.
 *
 * <p>Invariant: the original's institution stands apart from the asking one, so that the rules can tell them apart.
 */
public final class ReverseBody extends KeyedBody {
    private static final int PERSON = BUSINESS_FROM;
    private static final int ORIGINAL_INSTITUTION = PERSON + Person.NUMBER_BYTES;
    private static final int ORIGINAL_KEY_1 = ORIGINAL_INSTITUTION + INSTITUTION_BYTES;
    private static final int ORIGINAL_KEY_2 = ORIGINAL_KEY_1 + 8;
    private static final int ORIGINAL_KEY_DATE = ORIGINAL_KEY_2 + 8;
    private static final int ORIGINAL_TRANSACTION = ORIGINAL_KEY_DATE + 4;
    public static final int FIXED_BYTES = ORIGINAL_KEY_DATE + 8;
    public static final int MAX_BYTES = FIXED_BYTES + 3 * OPERATOR_MAX_CHARS;

    public int personOffset() {
        return offset + PERSON;
    }

    public String person() {
        return AsciiField.get(buffer, offset + PERSON, Person.NUMBER_BYTES);
    }

    /** Offset of the 16-byte code of the institution inside the original's key. */
    public int originalInstitutionOffset() {
        return offset + ORIGINAL_INSTITUTION;
    }

    public String originalInstitution() {
        return AsciiField.get(buffer, offset + ORIGINAL_INSTITUTION, INSTITUTION_BYTES);
    }

    public long originalKeyWord1() {
        return getLong(ORIGINAL_KEY_1);
    }

    public long originalKeyWord2() {
        return getLong(ORIGINAL_KEY_2);
    }

    public int originalKeyDate() {
        return getInt(ORIGINAL_KEY_DATE);
    }

    public int originalTransaction() {
        return getShort(ORIGINAL_TRANSACTION);
    }

    public int operatorLength() {
        return getByte(OPERATOR_LENGTH) & 0xFF;
    }

    public int operatorOffset() {
        return offset + FIXED_BYTES;
    }

    public ReverseBody person(CharSequence number) {
        AsciiField.put(buffer, offset + PERSON, Person.NUMBER_BYTES, number);
        return this;
    }

    public ReverseBody original(CharSequence institution, long keyWord1, long keyWord2, int keyDate, int transaction) {
        AsciiField.put(buffer, offset + ORIGINAL_INSTITUTION, INSTITUTION_BYTES, institution);
        putLong(ORIGINAL_KEY_1, keyWord1);
        putLong(ORIGINAL_KEY_2, keyWord2);
        putInt(ORIGINAL_KEY_DATE, keyDate);
        putInt(ORIGINAL_TRANSACTION, transaction);
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
