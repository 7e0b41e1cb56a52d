package org.medsettle.command;

import org.medsettle.domain.AsciiField;
import org.medsettle.domain.person.Person;

/**
 * Body of ACCOUNT_EVENT, CARD_EVENT and INSTITUTION_EVENT: whom it meets and what happens. A card is meant by its key, a
 * person by number, an institution by the code in the head.
 */
public final class EventBody extends KeyedBody {
    public static final int ACCOUNT_OPEN = 1;
    public static final int ACCOUNT_FREEZE = 2;
    public static final int ACCOUNT_UNFREEZE = 3;
    public static final int ACCOUNT_CLOSE = 4;
    public static final int INSTITUTION_SUSPEND = 1;
    public static final int INSTITUTION_RESUME = 2;
    public static final int OPERATOR_BYTES = 32;

    /** {@link #revision()} of bodies that were written before loss reports were kept. */
    public static final int FIRST_REVISION = 0;

    private static final int REVISION = 1;
    private static final int CURRENT_REVISION = 1;
    private static final int PERSON = BUSINESS_FROM;
    private static final int CARD_KEY = PERSON + Person.NUMBER_BYTES;
    private static final int EVENT = CARD_KEY + 8;
    private static final int OPERATOR = EVENT + 8;
    public static final int BYTES = OPERATOR + OPERATOR_BYTES;

    public int personOffset() {
        return offset + PERSON;
    }

    public String person() {
        return AsciiField.get(buffer, offset + PERSON, Person.NUMBER_BYTES);
    }

    public long cardKey() {
        return getLong(CARD_KEY);
    }

    /** Code of a {@code CardEvent}, or one of the constants here. */
    public int event() {
        return getInt(EVENT);
    }

    /**
     * By which rules a CARD_EVENT is decided: a replay must decide as the node did that took it. No part of the digest, so
     * that a call may be repeated across an upgrade.
     */
    public int revision() {
        return getByte(REVISION);
    }

    public int operatorOffset() {
        return offset + OPERATOR;
    }

    public EventBody person(CharSequence number) {
        AsciiField.put(buffer, offset + PERSON, Person.NUMBER_BYTES, number);
        putLong(CARD_KEY, 0);
        return this;
    }

    public EventBody card(long cardKey) {
        AsciiField.put(buffer, offset + PERSON, Person.NUMBER_BYTES, "");
        putLong(CARD_KEY, cardKey);
        return this;
    }

    /** Writes event and operator (ASCII, at most 30 characters), seals the digest and answers the body's length. */
    public int finish(int event, CharSequence operator) {
        putByte(REVISION, CURRENT_REVISION);
        putLong(EVENT, event);
        AsciiField.put(buffer, offset + OPERATOR, OPERATOR_BYTES, operator);
        seal(BYTES, BYTES - OPERATOR_BYTES, OPERATOR_BYTES);
        return BYTES;
    }
}
