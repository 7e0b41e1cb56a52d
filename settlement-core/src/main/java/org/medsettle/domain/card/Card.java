package org.medsettle.domain.card;

import org.medsettle.domain.RecordView;

/**
 * View of one card's record, 80 bytes; also how a card travels in an import command.
 *
 * <p>Units: times in epoch milliseconds, expiry as epoch day. Invariant: bytes from {@link #HASHED_FROM} on are state; the
 * person reference before them belongs to this process.
 */
public final class Card extends RecordView {
    public static final int BYTES = 80;
    /** Wrong PINs that lock a card. */
    public static final int MAX_PIN_TRIES = 3;

    private static final int PERSON_REFERENCE = 0;
    static final int HASHED_FROM = 8;
    private static final int KEY = 8;
    private static final int PERSON_ORDINAL = 16;
    private static final int SN_HIGH = 24;
    private static final int SN_LOW = 32;
    private static final int BANK_NUMBER = 40;
    private static final int CHANGED_AT = 48;
    private static final int LAPSES_AT = 56;
    private static final int EXPIRY = 64;
    private static final int STATE = 68;
    private static final int PIN_TRIES = 69;
    private static final int LOSS_REPORTS = 70;
    private static final int PIN_VALUE = 72;

    /** Reference of the holder in the person store. */
    public long personReference() {
        return getLong(PERSON_REFERENCE);
    }

    public Card personReference(long reference) {
        putLong(PERSON_REFERENCE, reference);
        return this;
    }

    /** See {@link CardNumber#key}. */
    public long key() {
        return getLong(KEY);
    }

    public Card key(long key) {
        putLong(KEY, key);
        return this;
    }

    public long personOrdinal() {
        return getLong(PERSON_ORDINAL);
    }

    public Card personOrdinal(long ordinal) {
        putLong(PERSON_ORDINAL, ordinal);
        return this;
    }

    /** First 16 hex digits of card_sn. */
    public long snHigh() {
        return getLong(SN_HIGH);
    }

    /** Last 16 hex digits of card_sn. */
    public long snLow() {
        return getLong(SN_LOW);
    }

    public Card sn(long high, long low) {
        putLong(SN_HIGH, high);
        putLong(SN_LOW, low);
        return this;
    }

    /** See {@link BankNumber}; 0 when the card has none. */
    public long bankNumber() {
        return getLong(BANK_NUMBER);
    }

    public Card bankNumber(long packed) {
        putLong(BANK_NUMBER, packed);
        return this;
    }

    public long changedAtMs() {
        return getLong(CHANGED_AT);
    }

    public Card changedAtMs(long epochMs) {
        putLong(CHANGED_AT, epochMs);
        return this;
    }

    /** When a temporary loss report lapses by itself; 0 when it does not. */
    public long lapsesAtMs() {
        return getLong(LAPSES_AT);
    }

    public Card lapsesAtMs(long epochMs) {
        putLong(LAPSES_AT, epochMs);
        return this;
    }

    /** Last day of validity, 0 for none. */
    public int expiryDay() {
        return getInt(EXPIRY);
    }

    public Card expiryDay(int epochDay) {
        putInt(EXPIRY, epochDay);
        return this;
    }

    /** State as stored: the last event's. */
    public CardState storedState() {
        return CardState.of(getByte(STATE));
    }

    public Card state(CardState state) {
        putByte(STATE, state.code());
        return this;
    }

    /** Wrong PINs since the last right one. */
    public int pinTries() {
        return getByte(PIN_TRIES);
    }

    public Card pinTries(int tries) {
        putByte(PIN_TRIES, tries);
        return this;
    }

    /** Loss reports kept of this card so far; the last one has this number. */
    public int lossReports() {
        return getShort(LOSS_REPORTS);
    }

    public Card lossReports(int count) {
        putShort(LOSS_REPORTS, count);
        return this;
    }

    /** Verification value of the holder's PIN, 0 while none has been set. */
    public long pinValue() {
        return getLong(PIN_VALUE);
    }

    public Card pinValue(long value) {
        putLong(PIN_VALUE, value);
        return this;
    }

    /** True once the last day of validity is over. */
    public boolean isPastExpiry(int epochDay) {
        return expiryDay() != 0 && epochDay > expiryDay();
    }

    /** State at a time: a temporary loss report lapses, and a card past its expiry date has expired. */
    public CardState stateAt(long epochMs, int epochDay) {
        CardState stored = storedState();
        if (stored == CardState.LOST_TEMPORARY && lapsesAtMs() != 0 && epochMs >= lapsesAtMs()) {
            stored = CardState.NORMAL;
        }
        return stored == CardState.NORMAL && isPastExpiry(epochDay) ? CardState.EXPIRED : stored;
    }

    /** Zeroes the whole record. */
    public Card clear() {
        zero(0, BYTES);
        return this;
    }

    /** Hash over every word that is state. */
    public long stateHash() {
        return hashOf(HASHED_FROM, (BYTES - HASHED_FROM) >> 3);
    }
}
