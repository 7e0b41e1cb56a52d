package org.medsettle.model;

import java.util.HashMap;
import java.util.TreeMap;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;

/**
 * The oracle: what the ledger's contract says of every command, in plain collections and plain words, without regard to
 * speed. It was written from the contract and shares no rule with the state machine, so that a mistake has to be made
 * twice to stay hidden.
 *
 * <p>Threads: one. Units: time in epoch milliseconds. Invariant: money is only ever moved by {@code Account.pay},
 * {@code Account.takeBack} and a credit.
 */
public final class NaiveLedger {
    private final Books books = new Books();
    private final NaiveAccess access = new NaiveAccess(books);
    private final NaiveCredentials credentials = new NaiveCredentials(books);
    private final NaiveLists lists = new NaiveLists(books);
    private final NaiveMoney money = new NaiveMoney(books, access, credentials);
    private final NaiveReversals reversals = new NaiveReversals(books, access, money);
    private final NaiveOffice office = new NaiveOffice(books, access);
    private final NaiveCards cards = new NaiveCards(books, access, lists);
    private final NaiveCardOffice cardOffice = new NaiveCardOffice(books, access, lists);
    private final NaiveRegister register = new NaiveRegister(books, access, lists);
    private final NaiveTillAccess tillAccess = new NaiveTillAccess(books, access);
    private final NaiveTills tills = new NaiveTills(books, tillAccess, credentials, money, cards);
    private final NaiveTillRefunds tillRefunds = new NaiveTillRefunds(books, tillAccess, tills, money);
    private final NaiveTillReversals tillReversals = new NaiveTillReversals(books, tillAccess, money);
    private final NaiveBatches batches = new NaiveBatches(books, tillAccess, credentials);
    private final NaiveQueries queries = new NaiveQueries(books, access, credentials);
    private final NaiveOperators operators = new NaiveOperators(books, access, queries);

    /** Applies a command as its bytes say it; a query comes with the sequence of the last journalled command. */
    public Answer apply(Command command, long sequence, long timeMs) {
        return apply(OrderReader.order(command), sequence, timeMs);
    }

    /** Applies an order. */
    public Answer apply(Order order, long sequence, long timeMs) {
        CommandType type = order.type();
        books.begin(sequence, timeMs);
        if (type.isJournalled() && books.enter()) {
            access.dropOldKeys();
        }
        return switch (type) {
            case SETTLE -> money.settle((Order.Settle) order);
            case QUOTE -> money.quote((Order.Quote) order);
            case CANCEL -> money.cancel((Order.Cancel) order);
            case REVERSE -> reversals.reverse((Order.Reverse) order);
            case CREDIT -> office.credit((Order.Credit) order);
            case ACCOUNT_EVENT -> office.accountEvent((Order.Event) order);
            case CARD_EVENT -> cards.event((Order.Event) order);
            case CARD_ISSUE -> cards.issue((CardOrder.Life) order);
            case CARD_REPLACEMENT -> cards.replacement((CardOrder.Life) order);
            case CARD_MOVE -> cards.move((CardOrder.Life) order);
            case CARD_PIN -> cards.pin((CardOrder.Life) order);
            case CARD_REIMBURSE -> cardOffice.reimburse((CardOrder.Reimburse) order);
            case CARD_TERMS -> cardOffice.terms((CardOrder.Terms) order);
            case WORK_CALENDAR -> cardOffice.calendar((CardOrder.Calendar) order);
            case CARD_SWEEP -> cardOffice.sweep((CardOrder.Sweep) order);
            case QUERY_CARD_LIFE -> cardOffice.life((Order.Query) order);
            case INSTITUTION_EVENT -> office.institutionEvent((Order.Event) order);
            case IMPORT_INSTITUTION -> register.importInstitution((Order.ImportInstitution) order);
            case IMPORT_PERSON -> register.importPerson((Order.ImportPerson) order);
            case IMPORT_CARD -> register.importCard((Order.ImportCard) order);
            case IMPORT_CREDENTIAL -> register.importCredential((Order.ImportCredential) order);
            case LIST_PUT, LIST_REMOVE, FEED_BEGIN, FEED_CHUNK, FEED_COMMIT -> lists.apply((Order.Lists) order);
            case QUERY_LIST_ENTRIES -> queries.listEntries((Order.ListEntries) order);
            case LIST_TERMS -> lists.terms((Order.ListTerms) order);
            case SIGN_ON, SIGN_OFF -> register.sign((Order.Sign) order);
            case CONFIGURE -> register.configure((Order.Configure) order);
            case CLOSE_DAY -> register.closeDay((Order.Query) order);
            case QUERY_PERSON -> queries.person((Order.Query) order);
            case QUERY_SETTLEMENT -> queries.settlement((Order.Query) order);
            case QUERY_CARD -> queries.card((Order.Query) order);
            case QUERY_OUTCOME -> queries.outcome((Order.QueryOutcome) order);
            case QUERY_DIGEST -> queries.figures();
            case PURCHASE -> tills.purchase((TillOrder.Message) order);
            case TILL_VOID, TILL_REFUND -> tillRefunds.undo((TillOrder.Message) order);
            case TILL_REVERSE -> tillReversals.reverse((TillOrder.Message) order);
            case PIN_BALANCE, QUERY_BALANCE -> tills.balance((TillOrder.Message) order);
            case TILL_SIGN_ON, TILL_SIGN_OFF, CLOSE_BATCH, BATCH_DETAIL -> batches.apply((TillOrder.Batch) order);
            case QUERY_LIST_PAGE -> batches.listPage((TillOrder.ListPage) order);
            case DIGEST_MARK -> throw new IllegalArgumentException("the model knows no state digest");
            case FIND_SETTLEMENT, FIND_OUTCOME, FIND_PERSON, QUERY_DAY_TOTALS ->
                operators.answer((OperatorOrder) order);
        };
    }

    /** A digest mark passes: nothing changes but the time. */
    public void mark(long sequence, long timeMs) {
        books.begin(sequence, timeMs);
        if (books.enter()) {
            access.dropOldKeys();
        }
    }

    /** The standing of accounts and clearing totals, which no reply shows whole. */
    public LedgerFacts facts() {
        LedgerFacts facts = new LedgerFacts(new TreeMap<>(), new HashMap<>(), new HashMap<>());
        books.persons.forEach((number, person) -> {
            Books.Account account = person.account;
            if (account != null) {
                facts.accounts().put(number, NaiveQueries.facts(account));
            }
        });
        books.totals.forEach(facts::add);
        books.tills.batches.forEach((key, batch) -> facts.tills()
                .put(new LedgerFacts.TillKey(key.at().institution(), key.at().terminal(), key.batch()), batch.totals));
        return facts;
    }

    /** What the model knows, for a generator to draw from and a test to compare. */
    Books books() {
        return books;
    }
}
