package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Duration;
import java.util.List;
import org.medsettle.command.CommandType;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.BusinessDay;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.model.Answer;
import org.medsettle.model.AnswerReader;
import org.medsettle.model.Head;
import org.medsettle.model.LedgerFacts;
import org.medsettle.model.NaiveLedger;
import org.medsettle.model.Order;
import org.medsettle.model.OrderWriter;
import org.medsettle.model.TillOrder;
import org.medsettle.store.heap.HeapStores;

/**
 * A small ledger to tell stories with: two institutions, an employee with 100 yuan and a card, a resident without an
 * account. Every order goes to the state machine and to the model, and both must answer alike.
 */
final class LedgerFixture {
    static final String PHARMACY = "P42010000001";
    static final String HOSPITAL = "H42010000002";
    static final String EMPLOYEE = "42010000000000001001";
    static final String RESIDENT = "42010000000000001002";
    static final long EMPLOYEE_ID = 42_010_019_900_101_001L;
    static final long RESIDENT_ID = 42_010_019_900_101_002L;
    static final long CARD = CardNumber.key(420_100, "A00000011");
    static final long BANK_NUMBER = 621_700_000_000_001L;
    static final long OPENING_FEN = 10_000;
    static final int SETTLE = 2102;
    static final int CANCEL = 2103;
    static final int REVERSE = 2601;

    private final LedgerStores stores = HeapStores.create();
    private final SettlementStateMachine machine = new SettlementStateMachine(stores);
    private final NaiveLedger model = new NaiveLedger();
    private final Reply reply = new Reply();
    private long sequence;
    private long lastKey = 1_000;
    private long timeMs = 1_767_236_400_000L; // 2026-01-01 11:00 in Asia/Shanghai

    LedgerFixture() {
        ok(settings());
        ok(new Order.ImportInstitution(
                PHARMACY, 420_100, 420_100, 3, true, List.of(41), "pharmacy", TillFixture.MERCHANT, TillFixture.TILLS));
        ok(new Order.ImportInstitution(
                HOSPITAL,
                510_100,
                510_100,
                1,
                true,
                List.of(11, 41),
                "hospital",
                TillFixture.OTHER_MERCHANT,
                TillFixture.TILLS));
        ok(new Order.ImportPerson(EMPLOYEE, EMPLOYEE_ID, "甲", 310, 1, 420_100, OPENING_FEN));
        ok(new Order.ImportPerson(RESIDENT, RESIDENT_ID, "乙", 390, 1, 420_100, 0));
        ok(card(CARD, CardState.NORMAL));
    }

    static Order.ImportCard card(long key, CardState state) {
        return new Order.ImportCard(key, EMPLOYEE, 7, 9, key == CARD ? BANK_NUMBER : 0, 0, state);
    }

    /** Applies an order to both and answers what they agree on. */
    Answer apply(Order order) {
        sequence += order.type().isJournalled() ? 1 : 0;
        var command = OrderWriter.command(order);
        reply.clear();
        machine.apply(command, sequence, timeMs, reply);
        Answer actual = AnswerReader.answer(reply);
        assertEquals(
                model.apply(command, sequence, timeMs), actual, () -> "the model and the rules differ on " + order);
        return actual;
    }

    ResultCode code(Order order) {
        return apply(order).code();
    }

    void ok(Order order) {
        assertEquals(ResultCode.OK, code(order), () -> "refused: " + order);
    }

    void refused(ResultCode code, Order order) {
        assertEquals(code, code(order), () -> "code of " + order);
    }

    void later(Duration time) {
        timeMs += time.toMillis();
    }

    long timeMs() {
        return timeMs;
    }

    long second() {
        return Math.floorDiv(timeMs, 1_000);
    }

    int today() {
        return BusinessDay.dateOf(timeMs);
    }

    /** A head with a fresh key of today at the pharmacy. */
    Head head(int transaction) {
        return Head.his(transaction, PHARMACY, ++lastKey, today());
    }

    Head admin() {
        return Head.admin(++lastKey);
    }

    /** The employee's bill at a pharmacy, by citizen id, from the account. */
    Order.Bill bill(long fen) {
        return bill(fen, Order.Shown.citizen(EMPLOYEE_ID));
    }

    Order.Bill bill(long fen, Order.Shown shown) {
        return new Order.Bill(EMPLOYEE, fen, fen, shown, 41, 310, true, 0, "", List.of());
    }

    Order.Settle settle(long fen) {
        return new Order.Settle(head(SETTLE), bill(fen));
    }

    Order.Settle settle(Order.Shown shown) {
        return new Order.Settle(head(SETTLE), bill(100, shown));
    }

    /** Settles and answers the settlement. */
    Answer.SettlementFacts settled(Order.Settle order) {
        return assertInstanceOf(Answer.SettlementFacts.class, apply(order).body());
    }

    Order.Cancel cancel(Answer.SettlementFacts settlement) {
        return new Order.Cancel(head(CANCEL), settlement.person(), settlement.id(), settlement.visitId());
    }

    Answer.SettlementFacts cancelled(Order.Cancel order) {
        return assertInstanceOf(Answer.SettlementFacts.class, apply(order).body());
    }

    Order.Reverse reverse(Order.Keyed original) {
        return new Order.Reverse(head(REVERSE), original(original));
    }

    static Order.Original original(Order.Keyed order) {
        Head head = order.head();
        return new Order.Original(
                head.institution(), head.word1(), head.word2(), head.keyDate(), head.transaction(), EMPLOYEE);
    }

    Order.QueryOutcome outcomeOf(Order.Keyed order) {
        return new Order.QueryOutcome(head(0), original(order));
    }

    Answer.OutcomeFacts outcome(Order.Keyed order) {
        return assertInstanceOf(
                Answer.OutcomeFacts.class, apply(outcomeOf(order)).body());
    }

    Order.Event account(int event) {
        return new Order.Event(CommandType.ACCOUNT_EVENT, admin(), EMPLOYEE, 0, event);
    }

    Order.Event card(CardEvent event) {
        return new Order.Event(CommandType.CARD_EVENT, admin(), "", CARD, event.code());
    }

    Order.Event institution(String code, int event) {
        return new Order.Event(CommandType.INSTITUTION_EVENT, admin().at(code), "", 0, event);
    }

    Order.Credit credit(int kind, long fen) {
        return new Order.Credit(admin(), EMPLOYEE, kind, fen, "adm1", "adm2");
    }

    Order.Lists put(ListLevel level, int reason, long fromSeconds, long toSeconds) {
        Order.Entry entry = new Order.Entry(CARD, reason, fromSeconds, toSeconds, false);
        return new Order.Lists(CommandType.LIST_PUT, level.code(), 0, 0, 0, List.of(entry));
    }

    /** Entries of a list's replacement that is being received. */
    long staged(ListLevel level) {
        return stores.lists().get(level.code()).stagedCount();
    }

    static Order.Configure settings() {
        return new Order.Configure(62, 7, 0, false, 0, 0);
    }

    /** The employee's available balance. */
    long balanceFen() {
        Answer answer = apply(Order.Query.person(PHARMACY, 0, Order.Shown.citizen(EMPLOYEE_ID)));
        return assertInstanceOf(Answer.PersonFacts.class, answer.body()).balanceFen();
    }

    Answer.CardFacts cardFacts() {
        return assertInstanceOf(
                Answer.CardFacts.class, apply(Order.Query.card(PHARMACY, CARD)).body());
    }

    /** What the pharmacy's terminal has in a batch ("day" and a date where it gave no number). */
    TillOrder.Totals till(String terminal, String batch) {
        LedgerFacts facts = StoreFacts.read(stores);
        assertEquals(model.facts(), facts);
        return facts.tills().getOrDefault(new LedgerFacts.TillKey(PHARMACY, terminal, batch), TillOrder.Totals.NOTHING);
    }

    /** Count and amounts of one side of the pharmacy's totals for employees on a day. */
    LedgerFacts.Total total(int businessDate, int side) {
        LedgerFacts facts = StoreFacts.read(stores);
        assertEquals(model.facts(), facts);
        Answer.Amounts nothing = new Answer.Amounts(0, 0, 0, 0, 0);
        return facts.totals()
                .getOrDefault(
                        new LedgerFacts.TotalKey(businessDate, PHARMACY, 310, 41, side),
                        new LedgerFacts.Total(0, nothing));
    }

    long figure(Figure figure) {
        return assertInstanceOf(
                        Answer.Figures.class, apply(Order.Query.digest()).body())
                .get(figure);
    }
}
