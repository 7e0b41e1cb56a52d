package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.medsettle.command.CommandType;
import org.medsettle.command.ResultCode;
import org.medsettle.command.TillBody;
import org.medsettle.domain.BusinessDay;
import org.medsettle.model.Answer;
import org.medsettle.model.TillOrder;

/** The small ledger seen from a till: terminal 1 of the pharmacy, batch 7, the employee's card by its bank number. */
final class TillFixture {
    static final String MERCHANT = "898420100000001";
    static final String OTHER_MERCHANT = "898510100000002";
    static final List<String> TILLS = List.of("10000001", "T2");
    static final String TILL = "10000001";
    static final int BATCH = 7;
    static final TillOrder.Card CARD = TillOrder.Card.bank(LedgerFixture.BANK_NUMBER);

    final LedgerFixture ledger = new LedgerFixture();
    private int lastStan;

    TillOrder.Trace trace() {
        return new TillOrder.Trace(BATCH, ++lastStan, 0);
    }

    TillOrder.Message purchase(long fen) {
        return new TillOrder.Message(
                CommandType.PURCHASE,
                200,
                MERCHANT,
                TILL,
                trace(),
                CARD,
                fen,
                TillOrder.Meant.NOTHING,
                TillOrder.Extras.PLAIN);
    }

    /** A purchase that may be approved in part. */
    TillOrder.Message purchaseInPart(long fen) {
        return purchase(fen).with(new TillOrder.Extras(41, TillBody.PARTIAL_APPROVAL, TillBody.PIN_NONE));
    }

    TillOrder.Message takeBack(Answer.SettlementFacts purchase) {
        return undo(CommandType.TILL_VOID, 202, purchase, purchase.amounts().accountFen());
    }

    TillOrder.Message refund(Answer.SettlementFacts purchase, long fen) {
        return undo(CommandType.TILL_REFUND, 220, purchase, fen);
    }

    private TillOrder.Message undo(CommandType type, int transaction, Answer.SettlementFacts purchase, long fen) {
        return new TillOrder.Message(
                type,
                transaction,
                MERCHANT,
                TILL,
                trace(),
                TillOrder.Card.NONE,
                fen,
                TillOrder.Meant.reference(reference(purchase)),
                TillOrder.Extras.PLAIN);
    }

    static long reference(Answer.SettlementFacts settlement) {
        return settlement.id() % 1_000_000_000_000L;
    }

    static TillOrder.Message reverse(TillOrder.Message original) {
        return original.as(CommandType.TILL_REVERSE).with(TillOrder.Extras.PLAIN);
    }

    /** The reversal where the listener wants to be told that the original is unknown. */
    static TillOrder.Message reverseTold(TillOrder.Message original) {
        return original.as(CommandType.TILL_REVERSE)
                .with(new TillOrder.Extras(41, TillBody.UNKNOWN_REFUSED, TillBody.PIN_NONE));
    }

    TillOrder.Batch signOn() {
        return batch(CommandType.TILL_SIGN_ON, 0, TillOrder.Totals.NOTHING, List.of());
    }

    TillOrder.Batch close(int batch, TillOrder.Totals totals) {
        return batch(CommandType.CLOSE_BATCH, batch, totals, List.of());
    }

    TillOrder.Batch details(int batch, TillOrder.Detail... details) {
        return batch(CommandType.BATCH_DETAIL, batch, TillOrder.Totals.NOTHING, List.of(details));
    }

    private static TillOrder.Batch batch(
            CommandType type, int batch, TillOrder.Totals totals, List<TillOrder.Detail> details) {
        return new TillOrder.Batch(type, MERCHANT, TILL, batch, totals, details);
    }

    Answer.SettlementFacts settled(TillOrder.Message order) {
        return assertInstanceOf(
                Answer.SettlementFacts.class, ledger.apply(order).body());
    }

    Answer.BatchFacts batch(TillOrder.Batch order) {
        return assertInstanceOf(Answer.BatchFacts.class, ledger.apply(order).body());
    }

    void ok(TillOrder order) {
        ledger.ok(order);
    }

    void refused(ResultCode code, TillOrder order) {
        ledger.refused(code, order);
    }

    /** Our totals of terminal 1 in batch 7. */
    TillOrder.Totals totals() {
        return ledger.till(TILL, "7");
    }

    /** Today as MMDD. */
    int monthDay() {
        return monthDay(BusinessDay.dateOf(ledger.timeMs()));
    }

    static int monthDay(int epochDay) {
        var date = java.time.LocalDate.ofEpochDay(epochDay);
        return date.getMonthValue() * 100 + date.getDayOfMonth();
    }
}
