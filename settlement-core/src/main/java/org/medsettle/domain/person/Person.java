package org.medsettle.domain.person;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.RecordView;

/**
 * View of one insured person's record, which is also how a person travels in an import command and in a reply.
 *
 * <p>Units: birth date as yyyyMMdd, area as six digits. Invariant: bytes from {@link #HASHED_FROM} to the end are the
 * person; the account handle before them is this process's own and outside the state digest.
 */
public final class Person extends RecordView {
    /** Employee scheme: the one with a personal account. */
    public static final int EMPLOYEE_SCHEME = 310;

    public static final int NUMBER_BYTES = 32;
    public static final int NUMBER_MAX_CHARS = 30;
    public static final int NAME_MAX_BYTES = 200;
    public static final int TYPE_BYTES = 8;

    private static final int ACCOUNT_HANDLE = 0;
    static final int HASHED_FROM = 8;
    private static final int ORDINAL = 8;
    private static final int NUMBER = 16;
    private static final int CITIZEN_ID = 48;
    private static final int TYPE = 56;
    private static final int AREA = 64;
    private static final int BIRTH_DATE = 68;
    private static final int INSURANCE_TYPE = 72;
    private static final int GENDER = 74;
    private static final int INSURED_STATE = 75;
    private static final int NAME_LENGTH = 76;
    private static final int NAME = 80;
    /** Longest record, in bytes. */
    public static final int MAX_BYTES = NAME + NAME_MAX_BYTES;

    /** Bytes of this record, a multiple of 8. */
    public int length() {
        return (NAME + nameLength() + 7) & ~7;
    }

    /** Handle of the personal account in the account store, or -1 for none. */
    public long accountHandle() {
        return getLong(ACCOUNT_HANDLE);
    }

    public Person accountHandle(long handle) {
        putLong(ACCOUNT_HANDLE, handle);
        return this;
    }

    /** Position in the order of arrival, from 1; the key of the personal account. */
    public long ordinal() {
        return getLong(ORDINAL);
    }

    public Person ordinal(long ordinal) {
        putLong(ORDINAL, ordinal);
        return this;
    }

    /** Offset of the 32-byte person number (psn_no) in {@link #buffer()}. */
    public int numberOffset() {
        return offset + NUMBER;
    }

    public String number() {
        return AsciiField.get(buffer, offset + NUMBER, NUMBER_BYTES);
    }

    public Person number(CharSequence number) {
        putText(NUMBER, NUMBER_BYTES, number);
        return this;
    }

    /** Hash of the person number, the same for every holder of the same number. */
    public long numberHash() {
        return AsciiField.hash(buffer, offset + NUMBER, NUMBER_BYTES);
    }

    /** True when {@code other} holds this person's number at {@code otherOffset}. */
    public boolean hasNumber(ByteBuffer other, int otherOffset) {
        return AsciiField.equal(buffer, offset + NUMBER, other, otherOffset, NUMBER_BYTES);
    }

    /** The packed citizen id, see {@link CitizenId}. */
    public long citizenId() {
        return getLong(CITIZEN_ID);
    }

    public Person citizenId(long packed) {
        putLong(CITIZEN_ID, packed);
        return this;
    }

    /** Person class (psn_type), up to 6 characters. */
    public String type() {
        return AsciiField.get(buffer, offset + TYPE, TYPE_BYTES);
    }

    public Person type(CharSequence type) {
        putText(TYPE, TYPE_BYTES, type);
        return this;
    }

    public int area() {
        return getInt(AREA);
    }

    public Person area(int area) {
        putInt(AREA, area);
        return this;
    }

    public int birthDate() {
        return getInt(BIRTH_DATE);
    }

    public Person birthDate(int yyyyMMdd) {
        putInt(BIRTH_DATE, yyyyMMdd);
        return this;
    }

    public int insuranceType() {
        return getShort(INSURANCE_TYPE);
    }

    public Person insuranceType(int insuranceType) {
        putShort(INSURANCE_TYPE, insuranceType);
        return this;
    }

    public int gender() {
        return getByte(GENDER);
    }

    public Person gender(int gender) {
        putByte(GENDER, gender);
        return this;
    }

    /** Code of {@link InsuredState}. */
    public int insuredState() {
        return getByte(INSURED_STATE);
    }

    public Person insuredState(int code) {
        putByte(INSURED_STATE, code);
        return this;
    }

    private int nameLength() {
        return getInt(NAME_LENGTH);
    }

    public String name() {
        byte[] bytes = new byte[nameLength()];
        buffer.get(offset + NAME, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Sets the name and zeroes the rest of its last word, so that records compare and hash by whole words. */
    public Person name(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > NAME_MAX_BYTES) {
            throw new IllegalArgumentException("name of " + bytes.length + " bytes");
        }
        putInt(NAME_LENGTH, bytes.length);
        buffer.put(offset + NAME, bytes);
        markChanged(NAME, bytes.length);
        for (int i = NAME + bytes.length; i < length(); i++) {
            putByte(i, 0);
        }
        return this;
    }

    /** True when both records describe the same person in every imported field (ordinal and handle aside). */
    public boolean sameContent(Person other) {
        int length = length();
        if (length != other.length()) {
            return false;
        }
        for (int i = NUMBER; i < length; i += 8) {
            if (getLong(i) != other.getLong(i)) {
                return false;
            }
        }
        return true;
    }

    /** Hash over every word that is state. */
    public long stateHash() {
        return hashOf(HASHED_FROM, (length() - HASHED_FROM) >> 3);
    }
}
