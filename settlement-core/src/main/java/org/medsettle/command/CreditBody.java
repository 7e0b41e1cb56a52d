package org.medsettle.command;

import org.medsettle.domain.AsciiField;
import org.medsettle.domain.person.Person;

/**
 * Body of CREDIT: money that comes into a personal account. A correction names two different operators and may be
 * negative; every other kind is above zero.
 */
public final class CreditBody extends KeyedBody {
    public static final int CONTRIBUTION = 1;
    public static final int INTEREST = 2;
    public static final int REIMBURSEMENT = 3;
    public static final int CORRECTION = 4;
    public static final int OPERATOR_BYTES = 32;

    private static final int PERSON = BUSINESS_FROM;
    private static final int AMOUNT = PERSON + Person.NUMBER_BYTES;
    private static final int KIND = AMOUNT + 8;
    private static final int OPERATOR = KIND + 8;
    private static final int SECOND_OPERATOR = OPERATOR + OPERATOR_BYTES;
    public static final int BYTES = SECOND_OPERATOR + OPERATOR_BYTES;

    public int personOffset() {
        return offset + PERSON;
    }

    public String person() {
        return AsciiField.get(buffer, offset + PERSON, Person.NUMBER_BYTES);
    }

    public long amountFen() {
        return getLong(AMOUNT);
    }

    /** One of {@link #CONTRIBUTION}, {@link #INTEREST}, {@link #REIMBURSEMENT}, {@link #CORRECTION}. */
    public int kind() {
        return getInt(KIND);
    }

    public int operatorOffset() {
        return offset + OPERATOR;
    }

    public int secondOperatorOffset() {
        return offset + SECOND_OPERATOR;
    }

    public CreditBody person(CharSequence number) {
        AsciiField.put(buffer, offset + PERSON, Person.NUMBER_BYTES, number);
        return this;
    }

    public CreditBody amount(int kind, long amountFen) {
        putLong(AMOUNT, amountFen);
        putLong(KIND, kind);
        return this;
    }

    /** Writes the operators (ASCII, at most 30 characters), seals the digest and answers the body's length. */
    public int finish(CharSequence operator, CharSequence secondOperator) {
        AsciiField.put(buffer, offset + OPERATOR, OPERATOR_BYTES, operator);
        AsciiField.put(buffer, offset + SECOND_OPERATOR, OPERATOR_BYTES, secondOperator);
        seal(BYTES, BYTES, 0);
        return BYTES;
    }
}
