package org.medsettle.domain.card;

import java.nio.ByteBuffer;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.RecordView;

/**
 * View of one credit for what was paid in cash while a card was reported lost, 88 bytes: the receipt it was given for and
 * the report it belongs to.
 *
 * <p>Units: fen, epoch milliseconds, epoch seconds for the time of care. Invariant: every byte is state; a receipt is an
 * institution and its number.
 */
public final class Reimbursement extends RecordView {
    public static final int BYTES = 88;
    public static final int RECEIPT_BYTES = 24;
    /** Longest receipt number. */
    public static final int RECEIPT_MAX_CHARS = 24;

    private static final int CARD_KEY = 0;
    private static final int REPORT_NUMBER = 8;
    private static final int RESERVED = 12;
    private static final int AMOUNT = 16;
    private static final int PAID_AT = 24;
    private static final int CREDITED_AT = 32;
    private static final int SEQUENCE = 40;
    private static final int PERSON_ORDINAL = 48;
    private static final int INSTITUTION_ORDINAL = 56;
    private static final int RECEIPT = 64;

    public long cardKey() {
        return getLong(CARD_KEY);
    }

    /** Number of the card's loss report that this was credited for. */
    public int reportNumber() {
        return getInt(REPORT_NUMBER);
    }

    public Reimbursement report(long cardKey, int number) {
        putLong(CARD_KEY, cardKey);
        putInt(REPORT_NUMBER, number);
        putInt(RESERVED, 0);
        return this;
    }

    public long amountFen() {
        return getLong(AMOUNT);
    }

    public Reimbursement amountFen(long fen) {
        putLong(AMOUNT, fen);
        return this;
    }

    /** When the cash was paid. */
    public long paidAtSeconds() {
        return getLong(PAID_AT);
    }

    public Reimbursement paidAtSeconds(long epochSeconds) {
        putLong(PAID_AT, epochSeconds);
        return this;
    }

    public long creditedAtMs() {
        return getLong(CREDITED_AT);
    }

    /** Sets when, and by which command, the account was credited. */
    public Reimbursement credited(long epochMs, long sequence) {
        putLong(CREDITED_AT, epochMs);
        putLong(SEQUENCE, sequence);
        return this;
    }

    public long sequence() {
        return getLong(SEQUENCE);
    }

    public long personOrdinal() {
        return getLong(PERSON_ORDINAL);
    }

    public Reimbursement personOrdinal(long ordinal) {
        putLong(PERSON_ORDINAL, ordinal);
        return this;
    }

    public long institutionOrdinal() {
        return getLong(INSTITUTION_ORDINAL);
    }

    /** Sets the receipt: the institution that gave it, and its number from {@code buffer}. */
    public Reimbursement receipt(long institutionOrdinal, ByteBuffer from, int fromOffset) {
        putLong(INSTITUTION_ORDINAL, institutionOrdinal);
        for (int i = 0; i < RECEIPT_BYTES; i += 8) {
            putLong(RECEIPT + i, from.getLong(fromOffset + i));
        }
        return this;
    }

    /** True for the receipt of this institution whose number stands at {@code otherOffset}. */
    public boolean hasReceipt(long institutionOrdinal, ByteBuffer other, int otherOffset) {
        return getLong(INSTITUTION_ORDINAL) == institutionOrdinal
                && AsciiField.equal(buffer, offset + RECEIPT, other, otherOffset, RECEIPT_BYTES);
    }

    public int receiptOffset() {
        return offset + RECEIPT;
    }

    public String receipt() {
        return AsciiField.get(buffer, offset + RECEIPT, RECEIPT_BYTES);
    }

    /** Hash over the whole record. */
    public long stateHash() {
        return hashOf(0, BYTES >> 3);
    }
}
