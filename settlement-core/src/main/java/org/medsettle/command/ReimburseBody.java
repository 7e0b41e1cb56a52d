package org.medsettle.command;

import org.medsettle.domain.AsciiField;
import org.medsettle.domain.card.Reimbursement;

/**
 * Body of CARD_REIMBURSE: what was paid in cash, where, when, by which receipt, while the card was reported lost. The
 * institution is the one in the head. Names two different operators.
 *
 * <p>Units: fen, epoch seconds.
 */
public final class ReimburseBody extends KeyedBody {
    public static final int OPERATOR_BYTES = 32;

    private static final int CARD_KEY = BUSINESS_FROM;
    private static final int AMOUNT = CARD_KEY + 8;
    private static final int PAID_AT = AMOUNT + 8;
    private static final int RECEIPT = PAID_AT + 8;
    private static final int OPERATOR = RECEIPT + Reimbursement.RECEIPT_BYTES;
    private static final int SECOND_OPERATOR = OPERATOR + OPERATOR_BYTES;
    public static final int BYTES = SECOND_OPERATOR + OPERATOR_BYTES;

    public long cardKey() {
        return getLong(CARD_KEY);
    }

    public long amountFen() {
        return getLong(AMOUNT);
    }

    public long paidAtSeconds() {
        return getLong(PAID_AT);
    }

    /** Offset of the 24-byte receipt number in {@link #buffer()}. */
    public int receiptOffset() {
        return offset + RECEIPT;
    }

    public String receipt() {
        return AsciiField.get(buffer, offset + RECEIPT, Reimbursement.RECEIPT_BYTES);
    }

    public int operatorOffset() {
        return offset + OPERATOR;
    }

    public int secondOperatorOffset() {
        return offset + SECOND_OPERATOR;
    }

    public ReimburseBody payment(long cardKey, long amountFen, long paidAtSeconds, CharSequence receipt) {
        putLong(CARD_KEY, cardKey);
        putLong(AMOUNT, amountFen);
        putLong(PAID_AT, paidAtSeconds);
        AsciiField.put(buffer, offset + RECEIPT, Reimbursement.RECEIPT_BYTES, receipt);
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
