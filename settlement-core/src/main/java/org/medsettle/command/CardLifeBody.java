package org.medsettle.command;

import org.medsettle.domain.AsciiField;
import org.medsettle.domain.person.Person;

/**
 * Body of CARD_ISSUE (person and new card), CARD_REPLACEMENT (card, step, and for READY the new card), CARD_MOVE (card and
 * new card) and CARD_PIN (card, step and value). What a command does not need is zero.
 *
 * <p>Units: expiry as epoch day, 0 for none. Use to write: head and key, {@link #begin}, the setters, {@link #finish}.
 * Invariant: complete bodies of different types have different digests, since no two types need the same.
 */
public final class CardLifeBody extends KeyedBody {
    /** {@link #step()} of CARD_PIN: from now on this is the PIN. */
    public static final int PIN_SET = 1;
    /** {@link #step()} of CARD_PIN: is this the PIN? The tries are counted as at a till. */
    public static final int PIN_VERIFY = 2;

    public static final int OPERATOR_BYTES = 32;

    private static final int CARD_KEY = BUSINESS_FROM;
    private static final int PERSON = CARD_KEY + 8;
    private static final int NEW_CARD_KEY = PERSON + Person.NUMBER_BYTES;
    private static final int NEW_SN_HIGH = NEW_CARD_KEY + 8;
    private static final int NEW_SN_LOW = NEW_CARD_KEY + 16;
    private static final int NEW_BANK_NUMBER = NEW_CARD_KEY + 24;
    private static final int NEW_EXPIRY = NEW_CARD_KEY + 32;
    private static final int STEP = NEW_CARD_KEY + 36;
    private static final int PIN_VALUE = NEW_CARD_KEY + 40;
    private static final int OPERATOR = PIN_VALUE + 8;
    public static final int BYTES = OPERATOR + OPERATOR_BYTES;

    /** The card it happens to; 0 for CARD_ISSUE. */
    public long cardKey() {
        return getLong(CARD_KEY);
    }

    public int personOffset() {
        return offset + PERSON;
    }

    public String person() {
        return AsciiField.get(buffer, offset + PERSON, Person.NUMBER_BYTES);
    }

    public long newCardKey() {
        return getLong(NEW_CARD_KEY);
    }

    public long newSnHigh() {
        return getLong(NEW_SN_HIGH);
    }

    public long newSnLow() {
        return getLong(NEW_SN_LOW);
    }

    /** Packed bank number of the new card, 0 for none. */
    public long newBankNumber() {
        return getLong(NEW_BANK_NUMBER);
    }

    public int newExpiryDay() {
        return getInt(NEW_EXPIRY);
    }

    /** Code of a {@code ReplacementStep}, or {@link #PIN_SET} or {@link #PIN_VERIFY}. */
    public int step() {
        return getInt(STEP);
    }

    public long pinValue() {
        return getLong(PIN_VALUE);
    }

    public int operatorOffset() {
        return offset + OPERATOR;
    }

    /** Zeroes everything behind the head and sets the card and the step. */
    public CardLifeBody begin(long cardKey, int step) {
        zero(BUSINESS_FROM, BYTES - BUSINESS_FROM);
        putLong(CARD_KEY, cardKey);
        putInt(STEP, step);
        return this;
    }

    public CardLifeBody person(CharSequence number) {
        AsciiField.put(buffer, offset + PERSON, Person.NUMBER_BYTES, number);
        return this;
    }

    public CardLifeBody newCard(long key, long snHigh, long snLow, long bankNumber, int expiryDay) {
        putLong(NEW_CARD_KEY, key);
        putLong(NEW_SN_HIGH, snHigh);
        putLong(NEW_SN_LOW, snLow);
        putLong(NEW_BANK_NUMBER, bankNumber);
        putInt(NEW_EXPIRY, expiryDay);
        return this;
    }

    public CardLifeBody pinValue(long value) {
        putLong(PIN_VALUE, value);
        return this;
    }

    /** Writes the operator (ASCII, at most 30 characters), seals the digest and answers the body's length. */
    public int finish(CharSequence operator) {
        AsciiField.put(buffer, offset + OPERATOR, OPERATOR_BYTES, operator);
        seal(BYTES, OPERATOR, OPERATOR_BYTES);
        return BYTES;
    }
}
