package org.medsettle.state;

import org.medsettle.command.CardReply;
import org.medsettle.command.Command;
import org.medsettle.command.DigestReply;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.OutcomeReply;
import org.medsettle.command.PersonReply;
import org.medsettle.command.QueryBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;
import org.medsettle.command.ReverseBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.account.AccountStore;
import org.medsettle.domain.card.CardStore;
import org.medsettle.domain.card.ElectronicCredential;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.domain.settlement.KeyRecord;
import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.domain.settlement.OutcomeKind;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementState;

/** The queries: they stand in one order with the money and change nothing. */
@ThreadConfined(Threads.STATE_MACHINE)
final class QueryHandler {
    private final Ledger ledger;
    private final AccessRules access;
    private final CredentialRules credentials;
    private final KeyRules keys;
    private final Undoing undoing;
    private final SettlementReplies replies;
    private final QueryBody query = new QueryBody();
    private final ReverseBody key = new ReverseBody();
    private final PersonReply personReply = new PersonReply();
    private final CardReply cardReply = new CardReply();
    private final OutcomeReply outcome = new OutcomeReply();
    private final DigestReply figures = new DigestReply();

    QueryHandler(
            Ledger ledger,
            AccessRules access,
            CredentialRules credentials,
            KeyRules keys,
            Undoing undoing,
            SettlementReplies replies) {
        this.ledger = ledger;
        this.access = access;
        this.credentials = credentials;
        this.keys = keys;
        this.undoing = undoing;
        this.replies = replies;
    }

    /** The person behind a credential that is in force, with the available balance. */
    void person(Command command, Reply reply) {
        query.wrap(command.body(), 0);
        ResultCode code = access.check(query.buffer(), query.institutionOffset(), query.signOn());
        if (code == ResultCode.OK) {
            present();
            code = credentials.resolve();
        } else {
            reply.code(code);
            return;
        }
        if (code != ResultCode.OK) {
            reply.code(code, credentials.detail());
            return;
        }
        answer(credentials.person(), reply);
    }

    /** Answers with a person and the available balance. */
    void answer(Person person, Reply reply) {
        boolean hasAccount = person.accountHandle() != AccountStore.NONE;
        personReply.wrap(reply.reserve(ReplyType.PERSON, PersonReply.length(person)), 0);
        if (hasAccount) {
            Account account = ledger.stores.accounts().at(person.accountHandle());
            personReply.set(person, true, account.balanceFen(), (int) account.flags());
        } else {
            personReply.set(person, false, 0, 0);
        }
    }

    private void present() {
        if (query.credentialType() == CredentialType.ELECTRONIC) {
            int length = AsciiField.length(query.buffer(), query.tokenOffset(), ElectronicCredential.TOKEN_BYTES);
            credentials.presentToken(query.buffer(), query.tokenOffset(), length);
        } else {
            credentials.present(
                    query.credentialType(),
                    query.credential(),
                    query.hasCardSn(),
                    query.cardSnHigh(),
                    query.cardSnLow());
        }
    }

    /** A settlement of the asking institution. */
    void settlement(Command command, Reply reply) {
        query.wrap(command.body(), 0);
        ResultCode code = access.check(query.buffer(), query.institutionOffset(), query.signOn());
        if (code != ResultCode.OK) {
            reply.code(code);
            return;
        }
        Settlement settlement = undoing.findById(query.settlementId());
        if (settlement == null
                || settlement.institutionReference() != access.reference()
                || settlement.visitId() != query.visitId()
                || !ledger.stores
                        .persons()
                        .at(settlement.personReference())
                        .hasNumber(query.buffer(), query.personOffset())) {
            reply.code(ResultCode.ORIGINAL_NOT_FOUND);
            return;
        }
        replies.write(settlement, reply);
    }

    /** A card's state, its list entries, and the lists' versions. */
    void card(Command command, Reply reply) {
        query.wrap(command.body(), 0);
        if (query.isOfInstitution()) {
            ResultCode code = access.known(query.buffer(), query.institutionOffset());
            if (code != ResultCode.OK) {
                reply.code(code);
                return;
            }
        }
        long cardKey = query.credential();
        long found = ledger.stores.cards().findByKey(cardKey);
        int state = found == CardStore.NONE
                ? CardReply.NOT_OURS
                : ledger.stores
                        .cards()
                        .at(found)
                        .stateAt(ledger.moment.timeMs(), ledger.moment.date())
                        .code();
        cardReply.wrap(reply.reserve(ReplyType.CARD, CardReply.BYTES), 0);
        cardReply.card(cardKey, state);
        for (int level = 0; level < ListLevel.COUNT; level++) {
            cardReply
                    .list(level, ledger.lists.version(level), ledger.lists.updatedMs(level))
                    .age(
                            level,
                            ledger.lists.fedMs(level),
                            ledger.lists.terms().maxAgeSeconds(level),
                            ledger.lists.isTooOld(level, ledger.moment.timeMs()),
                            ledger.lists.terms().refuses(level));
            InvalidListStore store = ledger.lists.store(level);
            long position = store.find(cardKey);
            if (position != InvalidListStore.NONE) {
                cardReply.entry(
                        level,
                        store.reason(position),
                        ledger.lists.inForce(level, position, ledger.moment.seconds()),
                        store.fromSeconds(position),
                        store.toSeconds(position));
            }
        }
    }

    /** What came of a key, as first answered, and what undid it since. */
    void outcome(Command command, Reply reply) {
        key.wrap(command.body(), 0);
        ResultCode code = access.checkToEnd(key);
        if (code == ResultCode.OK
                && !AsciiField.equal(
                        key.buffer(),
                        key.originalInstitutionOffset(),
                        key.buffer(),
                        key.institutionOffset(),
                        ReverseBody.INSTITUTION_BYTES)) {
            code = ResultCode.ORIGINAL_OF_OTHER_INSTITUTION;
        }
        if (code == ResultCode.OK) {
            code = keys.dateAllows(key.originalKeyDate());
        }
        if (code != ResultCode.OK) {
            reply.code(code);
            return;
        }
        long found = keys.findOriginal(key, access.institution().ordinal());
        if (found == KeyStore.NONE) {
            outcome.wrap(reply.reserve(ReplyType.OUTCOME, OutcomeReply.SETTLEMENT), 0);
            outcome.set(OutcomeReply.NEVER_SEEN, ResultCode.OK, key.originalTransaction(), 0);
            return;
        }
        KeyRecord record = keys.at(found);
        if (record.transaction() != key.originalTransaction()) {
            reply.code(ResultCode.ORIGINAL_NOT_FOUND);
            return;
        }
        answer(record, reply);
    }

    /** Answers with what came of a key that has been seen. */
    void answer(KeyRecord record, Reply reply) {
        ResultCode first = ResultCode.of(record.result());
        if (record.kind() != OutcomeKind.SETTLEMENT) {
            outcome.wrap(reply.reserve(ReplyType.OUTCOME, OutcomeReply.SETTLEMENT), 0);
            outcome.set(OutcomeReply.DONE, first, record.transaction(), record.listDetail());
            if (record.kind() == OutcomeKind.TOMBSTONE) {
                outcome.undoneBy(OutcomeReply.UNDONE_BY_REVERSAL);
            }
            return;
        }
        int transaction = record.transaction();
        Settlement settlement = keys.settlement(record.detail());
        SettlementState state = settlement.state();
        replies.writeAt(settlement, reply, ReplyType.OUTCOME, OutcomeReply.SETTLEMENT);
        outcome.wrap(reply.body(), 0);
        outcome.set(OutcomeReply.DONE, first, transaction, 0).hasSettlement(true);
        switch (state) {
            case CANCELLED -> outcome.undoneBy(OutcomeReply.UNDONE_BY_CANCEL);
            case REVERSED -> outcome.undoneBy(OutcomeReply.UNDONE_BY_REVERSAL);
            case SETTLED -> outcome.undoneBy(OutcomeReply.NOT_UNDONE);
        }
    }

    /** The figures of the whole ledger. */
    void digest(Reply reply) {
        LedgerStores stores = ledger.stores;
        Books books = ledger.books;
        figures.wrap(reply.reserve(ReplyType.DIGEST, DigestReply.BYTES), 0);
        figures.set(Figure.SEQUENCE, ledger.moment.sequence())
                .set(Figure.STATE_DIGEST, ledger.stateDigest())
                .set(Figure.PERSONS, stores.persons().count())
                .set(Figure.ACCOUNTS, stores.accounts().count())
                .set(Figure.CARDS, stores.cards().count())
                .set(Figure.INSTITUTIONS, stores.institutions().count())
                .set(Figure.SETTLEMENTS, stores.settlements().count())
                .set(Figure.KEYS, stores.keys().count())
                .set(Figure.LIST_NATION, stores.list(ListLevel.NATION).count())
                .set(Figure.LIST_PROVINCE, stores.list(ListLevel.PROVINCE).count())
                .set(Figure.LIST_CITY, stores.list(ListLevel.CITY).count())
                .set(Figure.BALANCE_FEN, books.balanceFen())
                .set(Figure.HELD_FEN, books.heldFen())
                .set(Figure.OPENING_FEN, books.openingFen())
                .set(Figure.CREDITS_FEN, books.creditsFen())
                .set(Figure.ACCOUNT_DEBITS_FEN, books.debitsFen())
                .set(Figure.ACCOUNT_RETURNS_FEN, books.returnsFen())
                .set(Figure.FUND_PAID_FEN, books.fundPaidFen())
                .set(Figure.FUND_RETURNED_FEN, books.fundReturnedFen())
                .set(Figure.INSTITUTION_PAYABLE_FEN, books.payableFen());
    }
}
