package org.medsettle.domain.settlement;

import org.medsettle.domain.RecordView;

/**
 * View of one settlement, or of the cancelling settlement that undoes one: fixed part and a tail of the bill's lines as
 * the command brought them. It is also how a settlement travels in a reply.
 *
 * <p>Units: amounts in fen, negative in a cancelling settlement; ids are the 18 digits of setl_id and mdtrt_id as a
 * number. Invariant: {@code medfee = fund + account + mutualAid + cash}; bytes from {@link #HASHED_FROM} on are state,
 * the two references before them belong to this process.
 */
public final class Settlement extends RecordView {
    public static final int FIXED_BYTES = 168;
    /** Ids are area times this, plus a running number. */
    public static final long ID_AREA_FACTOR = 1_000_000_000_000L;
    /** Added to a settlement's running number to make the id of the visit that came into being with it. */
    public static final long VISIT_NUMBER_BASE = 500_000_000_000L;

    private static final int PERSON_REFERENCE = 0;
    private static final int INSTITUTION_REFERENCE = 8;
    static final int HASHED_FROM = 16;
    private static final int ID = 16;
    private static final int VISIT_ID = 24;
    private static final int SEQUENCE = 32;
    private static final int TIME = 40;
    private static final int KEY_0 = 48;
    private static final int KEY_1 = 56;
    private static final int KEY_2 = 64;
    private static final int PERSON_ORDINAL = 72;
    private static final int MEDFEE = 80;
    private static final int FUND = 88;
    private static final int ACCOUNT = 96;
    private static final int MUTUAL_AID = 104;
    private static final int CASH = 112;
    private static final int BALANCE_AFTER = 120;
    private static final int COUNTERPART = 128;
    private static final int CREDENTIAL = 136;
    private static final int BUSINESS_DATE = 144;
    private static final int MED_TYPE = 148;
    private static final int INSURANCE_TYPE = 152;
    private static final int TRANSACTION = 154;
    private static final int CREDENTIAL_TYPE = 156;
    private static final int STATE = 157;
    private static final int CANCELLING = 158;
    private static final int HAS_ACCOUNT = 159;
    private static final int TAIL_LENGTH = 160;

    /** Bytes of this record, a multiple of 8. */
    public int length() {
        return (FIXED_BYTES + tailLength() + 7) & ~7;
    }

    public long personReference() {
        return getLong(PERSON_REFERENCE);
    }

    public Settlement personReference(long reference) {
        putLong(PERSON_REFERENCE, reference);
        return this;
    }

    public long institutionReference() {
        return getLong(INSTITUTION_REFERENCE);
    }

    public Settlement institutionReference(long reference) {
        putLong(INSTITUTION_REFERENCE, reference);
        return this;
    }

    /** The 18 digits of setl_id. */
    public long id() {
        return getLong(ID);
    }

    public Settlement id(long id) {
        putLong(ID, id);
        return this;
    }

    /** The 18 digits of mdtrt_id. */
    public long visitId() {
        return getLong(VISIT_ID);
    }

    public Settlement visitId(long id) {
        putLong(VISIT_ID, id);
        return this;
    }

    public long sequence() {
        return getLong(SEQUENCE);
    }

    public Settlement sequence(long sequence) {
        putLong(SEQUENCE, sequence);
        return this;
    }

    public long timeMs() {
        return getLong(TIME);
    }

    public Settlement timeMs(long epochMs) {
        putLong(TIME, epochMs);
        return this;
    }

    public long keyWord0() {
        return getLong(KEY_0);
    }

    public long keyWord1() {
        return getLong(KEY_1);
    }

    public long keyWord2() {
        return getLong(KEY_2);
    }

    public Settlement key(long word0, long word1, long word2) {
        putLong(KEY_0, word0);
        putLong(KEY_1, word1);
        putLong(KEY_2, word2);
        return this;
    }

    public long personOrdinal() {
        return getLong(PERSON_ORDINAL);
    }

    public Settlement personOrdinal(long ordinal) {
        putLong(PERSON_ORDINAL, ordinal);
        return this;
    }

    public long medfeeFen() {
        return getLong(MEDFEE);
    }

    public long fundFen() {
        return getLong(FUND);
    }

    public long accountFen() {
        return getLong(ACCOUNT);
    }

    public long mutualAidFen() {
        return getLong(MUTUAL_AID);
    }

    public long cashFen() {
        return getLong(CASH);
    }

    /** Sets the split of the bill; the parts must sum to the whole. */
    public Settlement split(long medfeeFen, long fundFen, long accountFen, long mutualAidFen, long cashFen) {
        putLong(MEDFEE, medfeeFen);
        putLong(FUND, fundFen);
        putLong(ACCOUNT, accountFen);
        putLong(MUTUAL_AID, mutualAidFen);
        putLong(CASH, cashFen);
        return this;
    }

    /** Available balance after this settlement; 0 without an account. */
    public long balanceAfterFen() {
        return getLong(BALANCE_AFTER);
    }

    public Settlement balanceAfterFen(long fen) {
        putLong(BALANCE_AFTER, fen);
        return this;
    }

    /** Id of the settlement that cancelled this one, or that this one cancels; 0 for none. */
    public long counterpartId() {
        return getLong(COUNTERPART);
    }

    public Settlement counterpartId(long id) {
        putLong(COUNTERPART, id);
        return this;
    }

    /** The packed credential presented: card key, citizen id or bank number; 0 for a token. */
    public long credential() {
        return getLong(CREDENTIAL);
    }

    public Settlement credential(CredentialType type, long packed) {
        putByte(CREDENTIAL_TYPE, type.code());
        putLong(CREDENTIAL, packed);
        return this;
    }

    public CredentialType credentialType() {
        return CredentialType.of(getByte(CREDENTIAL_TYPE));
    }

    /** Epoch day. */
    public int businessDate() {
        return getInt(BUSINESS_DATE);
    }

    public Settlement businessDate(int epochDay) {
        putInt(BUSINESS_DATE, epochDay);
        return this;
    }

    public int medType() {
        return getInt(MED_TYPE);
    }

    public Settlement medType(int medType) {
        putInt(MED_TYPE, medType);
        return this;
    }

    public int insuranceType() {
        return getShort(INSURANCE_TYPE);
    }

    public Settlement insuranceType(int insuranceType) {
        putShort(INSURANCE_TYPE, insuranceType);
        return this;
    }

    /** National transaction number that made it, such as 2102 or 2103. */
    public int transaction() {
        return getShort(TRANSACTION);
    }

    public Settlement transaction(int number) {
        putShort(TRANSACTION, number);
        return this;
    }

    public SettlementState state() {
        return SettlementState.of(getByte(STATE));
    }

    public Settlement state(SettlementState state) {
        putByte(STATE, state.code());
        return this;
    }

    /** True for a settlement that undoes another. */
    public boolean isCancelling() {
        return getByte(CANCELLING) != 0;
    }

    public Settlement cancelling(boolean cancelling) {
        putByte(CANCELLING, cancelling ? 1 : 0);
        return this;
    }

    /** True when the person had a personal account. */
    public boolean hasAccount() {
        return getByte(HAS_ACCOUNT) != 0;
    }

    public Settlement hasAccount(boolean hasAccount) {
        putByte(HAS_ACCOUNT, hasAccount ? 1 : 0);
        return this;
    }

    /** Bytes of the tail: invoice number, operator and bill lines, laid out as in the settle command. */
    public int tailLength() {
        return getInt(TAIL_LENGTH);
    }

    public int tailOffset() {
        return offset + FIXED_BYTES;
    }

    public Settlement tailLength(int bytes) {
        putInt(TAIL_LENGTH, bytes);
        return this;
    }

    /** Zeroes the fixed part. */
    public Settlement clear() {
        zero(0, FIXED_BYTES);
        return this;
    }

    /** Hash over every word that is state. */
    public long stateHash() {
        return hashOf(HASHED_FROM, (length() - HASHED_FROM) >> 3);
    }
}
