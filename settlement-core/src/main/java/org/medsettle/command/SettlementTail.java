package org.medsettle.command;

import org.medsettle.domain.RecordView;
import org.medsettle.domain.Utf8Field;
import org.medsettle.domain.settlement.Settlement;

/**
 * View of the tail of a settlement: invoice number, operator and the bill's lines as the settle command brought them.
 * A settlement without a tail (a cancelling one) has none of them.
 */
public final class SettlementTail extends RecordView {
    private static final int INVOICE_LENGTH = 0;
    private static final int OPERATOR_LENGTH = 1;
    private static final int LINE_COUNT = 2;
    private static final int TEXTS = 4;

    private boolean empty = true;

    /** Points this view at the tail of {@code settlement}. */
    public SettlementTail of(Settlement settlement) {
        wrap(settlement, settlement.tailOffset());
        empty = settlement.tailLength() == 0;
        return this;
    }

    public String invoice() {
        return empty ? "" : Utf8Field.get(buffer, offset + TEXTS, invoiceLength());
    }

    public String operator() {
        return empty ? "" : Utf8Field.get(buffer, offset + TEXTS + invoiceLength(), operatorLength());
    }

    public int lineCount() {
        return empty ? 0 : getShort(LINE_COUNT);
    }

    /** Offset in {@link #buffer()} of the first {@link BillLine}. */
    public int linesOffset() {
        return offset + TEXTS + invoiceLength() + operatorLength();
    }

    /** Bytes a bill's tail takes. */
    public static int length(SettleBody bill) {
        return TEXTS + bill.invoiceLength() + bill.operatorLength() + bill.linesLength();
    }

    /** Copies the bill's texts and lines here. */
    public void set(SettleBody bill) {
        putByte(INVOICE_LENGTH, bill.invoiceLength());
        putByte(OPERATOR_LENGTH, bill.operatorLength());
        putShort(LINE_COUNT, bill.lineCount());
        int at = offset + TEXTS;
        buffer.put(at, bill.buffer(), bill.invoiceOffset(), bill.invoiceLength());
        at += bill.invoiceLength();
        buffer.put(at, bill.buffer(), bill.operatorOffset(), bill.operatorLength());
        buffer.put(at + bill.operatorLength(), bill.buffer(), bill.linesOffset(), bill.linesLength());
    }

    private int invoiceLength() {
        return getByte(INVOICE_LENGTH) & 0xFF;
    }

    private int operatorLength() {
        return getByte(OPERATOR_LENGTH) & 0xFF;
    }
}
