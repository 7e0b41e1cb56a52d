package org.medsettle.command;

import org.medsettle.domain.AsciiField;
import org.medsettle.domain.Utf8Field;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.CredentialType;

/**
 * Body of SETTLE and QUOTE: the bill, who pays, by which credential, and behind the fixed part the texts and fee lines.
 *
 * <p>Units: fen; begin time in epoch seconds. Use to write: {@link #head}, {@link #key}, the setters, then
 * {@link #tail}, then lines through {@link BillLine}, then {@link #finish}.
 */
public final class SettleBody extends KeyedBody {
    public static final int ACCOUNT_USED = 1;
    public static final int HAS_CARD_SN = 2;

    static final int PERSON = BUSINESS_FROM;
    private static final int MEDFEE = PERSON + Person.NUMBER_BYTES;
    private static final int LINES_SUM = MEDFEE + 8;
    private static final int CREDENTIAL = MEDFEE + 16;
    private static final int SN_HIGH = MEDFEE + 24;
    private static final int SN_LOW = MEDFEE + 32;
    private static final int BEGIN = MEDFEE + 40;
    private static final int MED_TYPE = MEDFEE + 48;
    private static final int INSURANCE_TYPE = MEDFEE + 52;
    private static final int CREDENTIAL_TYPE = MEDFEE + 54;
    private static final int FLAGS = MEDFEE + 55;
    private static final int LINE_COUNT = MEDFEE + 56;
    private static final int TOKEN_LENGTH = MEDFEE + 58;
    private static final int INVOICE_LENGTH = MEDFEE + 59;
    private static final int TAIL_LENGTH = MEDFEE + 60;
    /** Where the tail begins: operator, token, invoice number, fee lines. */
    public static final int FIXED_BYTES = MEDFEE + 64;

    /** Offset of the 32-byte person number in {@link #buffer()}. */
    public int personOffset() {
        return offset + PERSON;
    }

    public String person() {
        return AsciiField.get(buffer, offset + PERSON, Person.NUMBER_BYTES);
    }

    /** Total of the bill. */
    public long medfeeFen() {
        return getLong(MEDFEE);
    }

    /** Sum of the fee lines; equal to the total where a door sends none. */
    public long linesSumFen() {
        return getLong(LINES_SUM);
    }

    public CredentialType credentialType() {
        return CredentialType.of(getByte(CREDENTIAL_TYPE));
    }

    /** Packed credential: card key, citizen id or bank number; 0 for a token, which stands in the tail. */
    public long credential() {
        return getLong(CREDENTIAL);
    }

    public boolean hasCardSn() {
        return (getByte(FLAGS) & HAS_CARD_SN) != 0;
    }

    public long cardSnHigh() {
        return getLong(SN_HIGH);
    }

    public long cardSnLow() {
        return getLong(SN_LOW);
    }

    public boolean accountUsed() {
        return (getByte(FLAGS) & ACCOUNT_USED) != 0;
    }

    public long beginSeconds() {
        return getLong(BEGIN);
    }

    public int medType() {
        return getInt(MED_TYPE);
    }

    public int insuranceType() {
        return getShort(INSURANCE_TYPE);
    }

    public int lineCount() {
        return getShort(LINE_COUNT);
    }

    public int operatorLength() {
        return getByte(OPERATOR_LENGTH) & 0xFF;
    }

    public int operatorOffset() {
        return offset + FIXED_BYTES;
    }

    public int tokenLength() {
        return getByte(TOKEN_LENGTH) & 0xFF;
    }

    public int tokenOffset() {
        return operatorOffset() + operatorLength();
    }

    public int invoiceLength() {
        return getByte(INVOICE_LENGTH) & 0xFF;
    }

    public int invoiceOffset() {
        return tokenOffset() + tokenLength();
    }

    public int linesOffset() {
        return invoiceOffset() + invoiceLength();
    }

    public int linesLength() {
        return offset + length() - linesOffset();
    }

    /** Bytes of the whole body. */
    public int length() {
        return FIXED_BYTES + operatorLength() + getInt(TAIL_LENGTH);
    }

    public SettleBody person(CharSequence number) {
        AsciiField.put(buffer, offset + PERSON, Person.NUMBER_BYTES, number);
        return this;
    }

    public SettleBody amounts(long medfeeFen, long linesSumFen) {
        putLong(MEDFEE, medfeeFen);
        putLong(LINES_SUM, linesSumFen);
        return this;
    }

    /** Sets the credential; a token is given to {@link #tail}. */
    public SettleBody credential(CredentialType type, long packed) {
        putByte(CREDENTIAL_TYPE, type.code());
        putLong(CREDENTIAL, packed);
        putByte(FLAGS, 0);
        putLong(SN_HIGH, 0);
        putLong(SN_LOW, 0);
        return this;
    }

    /** Sets card_sn; after {@link #credential(CredentialType, long)}. */
    public SettleBody cardSn(long high, long low) {
        putLong(SN_HIGH, high);
        putLong(SN_LOW, low);
        putByte(FLAGS, getByte(FLAGS) | HAS_CARD_SN);
        return this;
    }

    /** Sets the kind of care; after {@link #credential(CredentialType, long)}. */
    public SettleBody care(int medType, int insuranceType, boolean accountUsed, long beginSeconds) {
        putInt(MED_TYPE, medType);
        putShort(INSURANCE_TYPE, insuranceType);
        putByte(FLAGS, accountUsed ? getByte(FLAGS) | ACCOUNT_USED : getByte(FLAGS) & ~ACCOUNT_USED);
        putLong(BEGIN, beginSeconds);
        return this;
    }

    /** Writes the texts of the tail and answers the offset in {@link #buffer()} at which the first line goes. */
    public int tail(CharSequence operator, CharSequence token, CharSequence invoice) {
        putByte(OPERATOR_LENGTH, Utf8Field.put(buffer, operatorOffset(), operator));
        putByte(TOKEN_LENGTH, Utf8Field.put(buffer, tokenOffset(), token));
        putByte(INVOICE_LENGTH, Utf8Field.put(buffer, invoiceOffset(), invoice));
        return linesOffset();
    }

    /** Ends the body at {@code end} (offset in {@link #buffer()}), seals the digest and answers the body's length. */
    public int finish(int lineCount, int end) {
        putShort(LINE_COUNT, lineCount);
        // The operator is no part of the business body, so not even its length may stand in there.
        putInt(TAIL_LENGTH, end - tokenOffset());
        seal(length(), FIXED_BYTES, operatorLength());
        return length();
    }
}
