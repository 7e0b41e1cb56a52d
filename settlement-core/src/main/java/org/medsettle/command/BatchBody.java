package org.medsettle.command;

import org.medsettle.domain.AsciiField;
import org.medsettle.domain.RecordView;
import org.medsettle.domain.institution.Institution;

/**
 * Body of TILL_SIGN_ON, TILL_SIGN_OFF, CLOSE_BATCH and BATCH_DETAIL: a terminal, one of its batches, the terminal's own
 * totals of it (CLOSE_BATCH), or some of its transactions (BATCH_DETAIL). It takes no key: each of the four can be
 * repeated without effect.
 *
 * <p>Units: fen.
 */
public final class BatchBody extends RecordView {
    /** Details one command may carry. */
    public static final int MAX_DETAILS = 16;

    private static final int MERCHANT = 0;
    private static final int TERMINAL = MERCHANT + Institution.MERCHANT_BYTES;
    private static final int BATCH = TERMINAL + Institution.TERMINAL_BYTES;
    private static final int DETAIL_COUNT = BATCH + 4;
    private static final int DEBIT_COUNT = BATCH + 8;
    private static final int DEBIT_SUM = DEBIT_COUNT + 8;
    private static final int CREDIT_COUNT = DEBIT_COUNT + 16;
    private static final int CREDIT_SUM = DEBIT_COUNT + 24;
    /** Length of a body without details. */
    public static final int HEAD_BYTES = DEBIT_COUNT + 32;

    private static final int DETAIL_CARD = 0;
    private static final int DETAIL_AMOUNT = 8;
    private static final int DETAIL_STAN = 16;
    public static final int DETAIL_BYTES = 24;
    public static final int MAX_BYTES = HEAD_BYTES + MAX_DETAILS * DETAIL_BYTES;

    /** Offset of the 16-byte merchant id. */
    public int merchantOffset() {
        return offset + MERCHANT;
    }

    public String merchant() {
        return AsciiField.get(buffer, offset + MERCHANT, Institution.MERCHANT_BYTES);
    }

    public int terminalOffset() {
        return offset + TERMINAL;
    }

    public long terminalWord() {
        return getLong(TERMINAL);
    }

    public String terminal() {
        return AsciiField.get(buffer, offset + TERMINAL, Institution.TERMINAL_BYTES);
    }

    /** Number of the batch, 0 for none: then the business date is the batch. */
    public int batch() {
        return getInt(BATCH);
    }

    /** Purchases by the terminal's count. */
    public long debitCount() {
        return getLong(DEBIT_COUNT);
    }

    public long debitFen() {
        return getLong(DEBIT_SUM);
    }

    /** Voids and refunds by the terminal's count. */
    public long creditCount() {
        return getLong(CREDIT_COUNT);
    }

    public long creditFen() {
        return getLong(CREDIT_SUM);
    }

    public int detailCount() {
        return getInt(DETAIL_COUNT);
    }

    /** Trace number of a detail. */
    public int stan(int index) {
        return getInt(at(index) + DETAIL_STAN);
    }

    /** Packed bank number of a detail, 0 where the terminal names no card. */
    public long card(int index) {
        return getLong(at(index) + DETAIL_CARD);
    }

    public long amountFen(int index) {
        return getLong(at(index) + DETAIL_AMOUNT);
    }

    /** Zeroes the head and sets whose batch it is about; ids without their trailing spaces. */
    public BatchBody begin(CharSequence merchant, CharSequence terminal, int batch) {
        zero(0, HEAD_BYTES);
        AsciiField.put(buffer, offset + MERCHANT, Institution.MERCHANT_BYTES, merchant);
        AsciiField.put(buffer, offset + TERMINAL, Institution.TERMINAL_BYTES, terminal);
        putInt(BATCH, batch);
        return this;
    }

    public BatchBody totals(long debitCount, long debitFen, long creditCount, long creditFen) {
        putLong(DEBIT_COUNT, debitCount);
        putLong(DEBIT_SUM, debitFen);
        putLong(CREDIT_COUNT, creditCount);
        putLong(CREDIT_SUM, creditFen);
        return this;
    }

    /** Adds a detail; at most {@link #MAX_DETAILS}. */
    public BatchBody detail(int stan, long card, long amountFen) {
        int index = detailCount();
        putLong(at(index) + DETAIL_CARD, card);
        putLong(at(index) + DETAIL_AMOUNT, amountFen);
        putLong(at(index) + DETAIL_STAN, stan & 0xFFFF_FFFFL);
        putInt(DETAIL_COUNT, index + 1);
        return this;
    }

    /** Bytes of the whole body. */
    public int length() {
        return HEAD_BYTES + detailCount() * DETAIL_BYTES;
    }

    private static int at(int index) {
        return HEAD_BYTES + index * DETAIL_BYTES;
    }
}
