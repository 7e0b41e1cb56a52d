package org.medsettle.state;

import java.nio.ByteBuffer;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.account.AccountStore;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.person.PersonStore;

/**
 * The rules of the ledger: applies one command after the other to the stores and answers each. It reads no clock, draws
 * no random number and knows no thread; sequence and time come with the command. The same commands give the same state,
 * byte for byte, on any node.
 *
 * <p>Threads: confined to the state machine. Units: epoch milliseconds. Invariant: a refusal is a value in the reply; a
 * broken invariant is an {@link Error} that must stop the node before the reply leaves.
 */
@ThreadConfined(Threads.STATE_MACHINE)
public final class SettlementStateMachine {
    /** Most commands that are read ahead together. */
    public static final int READ_AHEAD_WIDTH = ReadAhead.WIDTH;

    /** Every so many sequences the state digest is journalled. */
    public static final int DIGEST_INTERVAL = NodeHandler.DIGEST_INTERVAL;

    private static final int SAVED_VERSION = 1;

    private final Ledger ledger;
    private final SettleHandler settling;
    private final CancelHandler cancelling;
    private final ReverseHandler reversing;
    private final AccountHandler accounts;
    private final CardHandler cards;
    private final CardIssueHandler issuing;
    private final ReplacementHandler replacing;
    private final ReimbursementHandler reimbursing;
    private final CardOfficeHandler cardOffice;
    private final ImportHandler imports;
    private final ListHandler lists;
    private final NodeHandler node;
    private final QueryHandler queries;
    private final OperatorQueryHandler lookUps;
    private final ReadAhead ahead;
    private final PurchaseHandler purchases;
    private final TillUndoHandler tillUndoing;
    private final TillReverseHandler tillReversing;
    private final TillBatchHandler batches;
    private final TillQueryHandler tillQueries;

    public SettlementStateMachine(LedgerStores stores) {
        ledger = new Ledger(stores);
        SettlementReplies replies = new SettlementReplies(stores);
        AccessRules access = new AccessRules(ledger);
        KeyRules keys = new KeyRules(ledger, replies);
        CredentialRules credentials = new CredentialRules(ledger);
        Undoing undoing = new Undoing(ledger);
        settling = new SettleHandler(ledger, access, keys, credentials, replies);
        cancelling = new CancelHandler(ledger, access, keys, undoing, replies);
        reversing = new ReverseHandler(ledger, access, keys, undoing);
        accounts = new AccountHandler(ledger, keys);
        CardStates cardStates = new CardStates(ledger);
        NewCards newCards = new NewCards(ledger);
        cards = new CardHandler(ledger, keys, cardStates, newCards);
        issuing = new CardIssueHandler(ledger, keys, cardStates, newCards);
        replacing = new ReplacementHandler(ledger, keys, cardStates, newCards);
        reimbursing = new ReimbursementHandler(ledger, keys);
        cardOffice = new CardOfficeHandler(ledger, cardStates);
        imports = new ImportHandler(ledger, cardStates);
        lists = new ListHandler(ledger);
        node = new NodeHandler(ledger, access, keys);
        ahead = new ReadAhead(ledger);
        queries = new QueryHandler(ledger, access, credentials, keys, undoing, replies);
        lookUps = new OperatorQueryHandler(ledger, access, keys, undoing, queries, replies);
        TillRules tills = new TillRules(ledger, access, keys, credentials, cardStates);
        TillTraces traces = new TillTraces(ledger);
        purchases = new PurchaseHandler(ledger, access, keys, credentials, tills, traces, replies);
        tillUndoing = new TillUndoHandler(ledger, access, keys, credentials, tills, traces, undoing, replies);
        tillReversing = new TillReverseHandler(ledger, access, keys, tills, undoing);
        batches = new TillBatchHandler(ledger, access, undoing, traces);
        tillQueries = new TillQueryHandler(ledger, access, credentials, tills);
    }

    /**
     * Applies a command and fills in its reply. Journalled commands come with dense sequences and times that do not go
     * back; a query comes with the sequence of the last journalled command. Answers true when the digest behind this
     * sequence should be journalled.
     */
    public boolean apply(Command command, long sequence, long timeMs, Reply reply) {
        if (!command.type().isJournalled()) {
            ledger.moment.look(timeMs, ledger.rules.dayCutMinutes());
            reply.begin(command, sequence, ledger.moment.timeMs());
            query(command, reply);
            return false;
        }
        if (ledger.moment.advance(sequence, timeMs, ledger.rules.dayCutMinutes())) {
            node.newDay();
        }
        reply.begin(command, sequence, timeMs);
        change(command, reply);
        return node.keepDigest();
    }

    private void change(Command command, Reply reply) {
        switch (command.type()) {
            case SETTLE -> settling.settle(command, reply);
            case CANCEL -> cancelling.cancel(command, reply);
            case REVERSE -> reversing.reverse(command, reply);
            case CREDIT -> accounts.credit(command, reply);
            case ACCOUNT_EVENT -> accounts.event(command, reply);
            case IMPORT_INSTITUTION -> imports.institution(command, reply);
            case IMPORT_PERSON -> imports.person(command, reply);
            case IMPORT_CARD -> imports.card(command, reply);
            case IMPORT_CREDENTIAL -> imports.credential(command, reply);
            case INSTITUTION_EVENT -> node.institutionEvent(command, reply);
            case CARD_EVENT -> cards.event(command, reply);
            case CARD_ISSUE -> issuing.issue(command, reply);
            case CARD_MOVE -> issuing.move(command, reply);
            case CARD_REPLACEMENT -> replacing.replace(command, reply);
            case CARD_PIN -> cards.pin(command, reply);
            case CARD_REIMBURSE -> reimbursing.reimburse(command, reply);
            case CARD_TERMS -> cardOffice.terms(command, reply);
            case WORK_CALENDAR -> cardOffice.calendar(command, reply);
            case CARD_SWEEP -> cardOffice.sweep(command, reply);
            case LIST_PUT -> lists.put(command, reply);
            case LIST_REMOVE -> lists.remove(command, reply);
            case FEED_BEGIN -> lists.begin(command, reply);
            case FEED_CHUNK -> lists.chunk(command, reply);
            case FEED_COMMIT -> lists.commit(command, reply);
            case LIST_TERMS -> lists.terms(command, reply);
            case SIGN_ON -> node.signOn(command, reply);
            case SIGN_OFF -> node.signOff(command, reply);
            case CONFIGURE -> node.configure(command, reply);
            case CLOSE_DAY -> node.closeDay(command, reply);
            case DIGEST_MARK -> node.digestMark(command);
            case PURCHASE -> purchases.purchase(command, reply);
            case TILL_VOID -> tillUndoing.takeBack(command, reply);
            case TILL_REFUND -> tillUndoing.refund(command, reply);
            case TILL_REVERSE -> tillReversing.reverse(command, reply);
            case TILL_SIGN_ON -> batches.signOn(command, reply);
            case TILL_SIGN_OFF -> batches.signOff(command, reply);
            case CLOSE_BATCH -> batches.close(command, reply);
            case BATCH_DETAIL -> batches.details(command, reply);
            case PIN_BALANCE -> tillQueries.balanceWithPin(command, reply);
            case QUOTE,
                    QUERY_PERSON,
                    QUERY_SETTLEMENT,
                    QUERY_CARD,
                    QUERY_OUTCOME,
                    QUERY_DIGEST,
                    QUERY_BALANCE,
                    QUERY_LIST_PAGE,
                    QUERY_LIST_ENTRIES,
                    QUERY_CARD_LIFE,
                    FIND_SETTLEMENT,
                    FIND_OUTCOME,
                    FIND_PERSON,
                    QUERY_DAY_TOTALS -> throw new IllegalStateException("a query has no sequence");
        }
    }

    private void query(Command command, Reply reply) {
        switch (command.type()) {
            case QUOTE -> settling.quote(command, reply);
            case QUERY_PERSON -> queries.person(command, reply);
            case QUERY_SETTLEMENT -> queries.settlement(command, reply);
            case QUERY_CARD -> queries.card(command, reply);
            case QUERY_OUTCOME -> queries.outcome(command, reply);
            case QUERY_DIGEST -> queries.digest(reply);
            case QUERY_BALANCE -> tillQueries.balance(command, reply);
            case QUERY_CARD_LIFE -> cardOffice.life(command, reply);
            case QUERY_LIST_PAGE -> tillQueries.listPage(command, reply);
            case QUERY_LIST_ENTRIES -> lists.entries(command, reply);
            case FIND_SETTLEMENT -> lookUps.settlement(command, reply);
            case FIND_OUTCOME -> lookUps.outcome(command, reply);
            case FIND_PERSON -> lookUps.person(command, reply);
            case QUERY_DAY_TOTALS -> lookUps.dayTotals(command, reply);
            default -> throw new IllegalStateException("not a query: " + command.type());
        }
    }

    /** Takes note of a command that is about to be applied; at most {@link #READ_AHEAD_WIDTH} before {@link #readAhead}. */
    public void expect(Command command) {
        ahead.add(command);
    }

    /** Reads what the expected commands need, all at once; changes nothing. */
    public void readAhead() {
        ahead.read();
    }

    /** Sequence of the last journalled command. */
    public long sequence() {
        return ledger.moment.sequence();
    }

    /** The stores this machine owns; only for counting, on its own thread. */
    public LedgerStores stores() {
        return ledger.stores;
    }

    /** Time of the last journalled command, in epoch milliseconds; 0 for none. */
    public long journalledTimeMs() {
        return ledger.moment.journalledTimeMs();
    }

    /** Appends everything that is not in the stores' images; with those it is the whole state. */
    public void save(ByteBuffer target) {
        target.putInt(SAVED_VERSION);
        ledger.save(target);
        node.save(target);
    }

    /**
     * Takes over what {@link #save} wrote, the stores' images being back, and links what is kept by address. Failure: {@link
     * IllegalArgumentException} when the records do not sum to the digest that was saved with them.
     */
    public void restore(ByteBuffer source) {
        int version = source.getInt();
        if (version != SAVED_VERSION) {
            throw new IllegalArgumentException(
                    "saved state of version " + version + ", this node knows " + SAVED_VERSION);
        }
        ledger.restore(source);
        node.restore(source);
        linkAccounts();
        if (recountedDigest() != digest()) {
            throw new IllegalArgumentException("the records do not sum to the digest that was saved with them");
        }
    }

    /** A handle is good for one process only: asks for each anew. Accounts were opened in the order of their owners. */
    private void linkAccounts() {
        PersonStore persons = ledger.stores.persons();
        AccountStore accounts = ledger.stores.accounts();
        long[] linked = {0};
        persons.forEach(reference -> {
            Person person = persons.at(reference);
            if (person.accountHandle() != AccountStore.NONE) {
                person.accountHandle(accountOf(person.ordinal(), linked[0]++, accounts));
            }
        });
    }

    private static long accountOf(long owner, long index, AccountStore accounts) {
        long handle = index < accounts.count() ? accounts.handle(index) : AccountStore.NONE;
        if (handle == AccountStore.NONE || accounts.at(handle).owner() != owner) {
            throw new IllegalArgumentException("account " + index + " is not that of person " + owner);
        }
        return handle;
    }

    /** Digest of the whole state. */
    public long digest() {
        return ledger.stateDigest();
    }

    /** The digest summed anew from every record, for offline checks; equal to {@link #digest} in a sound ledger. */
    public long recountedDigest() {
        return ledger.stateDigest() - ledger.digest.sum() + new DigestRecount(ledger.stores).sum();
    }
}
