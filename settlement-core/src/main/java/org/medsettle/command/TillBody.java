package org.medsettle.command;

import org.medsettle.domain.AsciiField;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.domain.settlement.KeyStore;

/**
 * Body of PURCHASE, TILL_VOID, TILL_REFUND, TILL_REVERSE, PIN_BALANCE and QUERY_BALANCE: one message of a till. The head's
 * institution is the merchant id (DE42), its transaction one of {@code SettlingFamily}; for TILL_REVERSE the
 * transaction of the original (void and refund count as one there, since they have one processing code).
 *
 * <p>Units: fen; local time as the digits MMDD or MMDDhhmmss, 0 for none. Key: word 1 is the terminal's eight bytes, word
 * 2 the STAN above bit 32 and the local time below it; the state machine puts the batch into word 0 and infers the date.
 * Invariant: kind of care, flags, PIN verdict and reason are no part of the digest. Use to write: {@link #begin}, the
 * setters, {@link #finish}.
 */
public final class TillBody extends KeyedBody {
    /** The listener and the terminal allow an approval of a part. */
    public static final int PARTIAL_APPROVAL = 1;
    /** The listener answers the reversal of an unknown original with 4002; the tombstone stands all the same. */
    public static final int UNKNOWN_REFUSED = 2;
    /** The date is that of transmission (DE7): a reversal may have been sent, and dated, after its original's day. */
    public static final int DATED_BY_TRANSMISSION = 4;

    public static final int PIN_NONE = 0;
    public static final int PIN_OK = 1;
    public static final int PIN_WRONG = 2;

    private static final int PIN_VALUE = 48;
    private static final int TERMINAL = BUSINESS_FROM;
    private static final int CREDENTIAL = TERMINAL + Institution.TERMINAL_BYTES;
    private static final int AMOUNT = CREDENTIAL + 8;
    private static final int ORIGINAL_REFERENCE = AMOUNT + 8;
    private static final int BATCH = ORIGINAL_REFERENCE + 8;
    private static final int STAN = BATCH + 4;
    private static final int LOCAL_TIME = BATCH + 8;
    private static final int ORIGINAL_BATCH = BATCH + 12;
    private static final int ORIGINAL_STAN = BATCH + 16;
    private static final int ORIGINAL_DATE = BATCH + 20;
    private static final int CREDENTIAL_TYPE = BATCH + 24;
    private static final int NO_BUSINESS_FROM = BATCH + 32;
    private static final int MED_TYPE = NO_BUSINESS_FROM;
    private static final int FLAGS = NO_BUSINESS_FROM + 4;
    private static final int PIN = NO_BUSINESS_FROM + 5;
    private static final int REASON = NO_BUSINESS_FROM + 6;
    /** Length of every body. */
    public static final int BYTES = NO_BUSINESS_FROM + 8;

    /** Offset of the 8-byte terminal id in {@link #buffer()}. */
    public int terminalOffset() {
        return offset + TERMINAL;
    }

    /** The eight bytes of the terminal id (DE41) as one word. */
    public long terminalWord() {
        return getLong(TERMINAL);
    }

    public String terminal() {
        return AsciiField.get(buffer, offset + TERMINAL, Institution.TERMINAL_BYTES);
    }

    public CredentialType credentialType() {
        return CredentialType.of(getByte(CREDENTIAL_TYPE));
    }

    /** Packed bank number or card key; 0 where the message names no card. */
    public long credential() {
        return getLong(CREDENTIAL);
    }

    public long amountFen() {
        return getLong(AMOUNT);
    }

    /** Number of the batch (DE60.2), 0 for none: then the business date is the batch. */
    public int batch() {
        return getInt(BATCH);
    }

    /** DE11; for a reversal that of its original. */
    public int stan() {
        return getInt(STAN);
    }

    /** MMDD or MMDDhhmmss as a number, 0 for none. */
    public int localTime() {
        return getInt(LOCAL_TIME);
    }

    /** The original's reference (DE37): the running number of its settlement; 0 for none. */
    public long originalReference() {
        return getLong(ORIGINAL_REFERENCE);
    }

    /** DE61.1, 0 for none. */
    public int originalBatch() {
        return getInt(ORIGINAL_BATCH);
    }

    /** DE61.2, 0 for none. */
    public int originalStan() {
        return getInt(ORIGINAL_STAN);
    }

    /** DE61.3 as MMDD, 0 for none. */
    public int originalDate() {
        return getInt(ORIGINAL_DATE);
    }

    public int medType() {
        return getInt(MED_TYPE);
    }

    /** True for {@link #PARTIAL_APPROVAL}, {@link #UNKNOWN_REFUSED} or {@link #DATED_BY_TRANSMISSION}. */
    public boolean has(int flag) {
        return (getByte(FLAGS) & flag) != 0;
    }

    /** What the PIN verifier said: {@link #PIN_NONE}, {@link #PIN_OK} or {@link #PIN_WRONG}. */
    public int pin() {
        return getByte(PIN);
    }

    /**
     * Verification value of the PIN that was entered, 0 where none was made. A card whose holder has set a PIN is judged by
     * it, any other by {@link #pin()}. No part of the digest.
     */
    public long pinValue() {
        return getLong(PIN_VALUE);
    }

    /** DE39 of a reversal: its two characters as a number in base 256, 0 for none. */
    public int reason() {
        return getShort(REASON);
    }

    /** Zeroes everything and sets merchant id (without its trailing spaces) and transaction. */
    public TillBody begin(CharSequence merchant, int transaction) {
        zero(BUSINESS_FROM, BYTES - BUSINESS_FROM);
        head(Door.POS, transaction, merchant, 0);
        return this;
    }

    /** Sets the terminal id, without its trailing spaces. */
    public TillBody terminal(CharSequence terminal) {
        AsciiField.put(buffer, offset + TERMINAL, Institution.TERMINAL_BYTES, terminal);
        return this;
    }

    public TillBody trace(int batch, int stan, int localTime) {
        putInt(BATCH, batch);
        putInt(STAN, stan);
        putInt(LOCAL_TIME, localTime);
        return this;
    }

    public TillBody credential(CredentialType type, long packed) {
        putByte(CREDENTIAL_TYPE, type.code());
        putLong(CREDENTIAL, packed);
        return this;
    }

    public TillBody amountFen(long fen) {
        putLong(AMOUNT, fen);
        return this;
    }

    /** Names the original of a void or refund: by its reference, else by batch and STAN. */
    public TillBody original(long reference, int batch, int stan, int date) {
        putLong(ORIGINAL_REFERENCE, reference);
        putInt(ORIGINAL_BATCH, batch);
        putInt(ORIGINAL_STAN, stan);
        putInt(ORIGINAL_DATE, date);
        return this;
    }

    public TillBody medType(int medType) {
        putInt(MED_TYPE, medType);
        return this;
    }

    public TillBody flags(int flags) {
        putByte(FLAGS, flags);
        return this;
    }

    public TillBody pin(int verdict) {
        putByte(PIN, verdict);
        return this;
    }

    public TillBody pinValue(long value) {
        putLong(PIN_VALUE, value);
        return this;
    }

    public TillBody reason(int reason) {
        putShort(REASON, reason);
        return this;
    }

    /** Sets the key's words, seals the digest and answers the body's length. */
    public int finish() {
        key(terminalWord(), traceWord(stan(), localTime()), KeyStore.NO_DATE);
        seal(BYTES, NO_BUSINESS_FROM, BYTES - NO_BUSINESS_FROM);
        return BYTES;
    }

    /** Word 2 of a till's key. */
    public static long traceWord(int stan, int localTime) {
        return (long) stan << 32 | localTime;
    }
}
