package org.medsettle.state;

import java.util.Objects;
import org.medsettle.command.Command;
import org.medsettle.command.ListPageBody;
import org.medsettle.command.ListPageReply;
import org.medsettle.command.PersonReply;
import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;
import org.medsettle.command.TillBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.person.Person;

/**
 * QUERY_BALANCE, PIN_BALANCE and QUERY_LIST_PAGE: what a till may ask. A question with a PIN counts its tries and is
 * therefore a command in the journal; one without changes nothing.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class TillQueryHandler {
    private final Ledger ledger;
    private final AccessRules access;
    private final CredentialRules credentials;
    private final TillRules rules;
    private final TillBody body = new TillBody();
    private final TillKey key = new TillKey();
    private final ListPageBody question = new ListPageBody();
    private final PersonReply person = new PersonReply();
    private final ListPageReply page = new ListPageReply();
    private final InvalidListStore.EntryVisitor inForce = this::addIfInForce;

    TillQueryHandler(Ledger ledger, AccessRules access, CredentialRules credentials, TillRules rules) {
        this.ledger = ledger;
        this.access = access;
        this.credentials = credentials;
        this.rules = rules;
    }

    /** The balance of the card's account, by the checks of a purchase, without a PIN. */
    void balance(Command command, Reply reply) {
        body.wrap(command.body(), 0);
        ResultCode code = rules.admitCare(body, key);
        if (code == ResultCode.OK && body.pin() != TillBody.PIN_NONE) {
            code = ResultCode.FIELD_INVALID;
        }
        if (code == ResultCode.OK) {
            answer(rules.resolve(body), reply);
        } else {
            reply.code(code);
        }
    }

    /** The same with a PIN. */
    void balanceWithPin(Command command, Reply reply) {
        body.wrap(command.body(), 0);
        ResultCode code = rules.admitCare(body, key);
        if (code == ResultCode.OK) {
            answer(rules.judgeCard(body), reply);
        } else {
            reply.code(code);
        }
    }

    private void answer(ResultCode card, Reply reply) {
        ResultCode code = card == ResultCode.OK ? rules.judgeHolder() : card;
        if (code != ResultCode.OK) {
            reply.code(code, credentials.detail());
            return;
        }
        Account account = Objects.requireNonNull(rules.account());
        Person holder = credentials.person();
        person.wrap(reply.reserve(ReplyType.PERSON, PersonReply.length(holder)), 0);
        person.set(holder, true, account.balanceFen(), (int) account.flags());
    }

    /** A page of the city's list. */
    void listPage(Command command, Reply reply) {
        question.wrap(command.body(), 0);
        ResultCode code = access.checkTill(question.buffer(), question.merchantOffset(), question.terminalOffset());
        if (code == ResultCode.OK && (question.limit() < 1 || question.limit() > ListPageReply.MAX_ENTRIES)) {
            code = ResultCode.FIELD_INVALID;
        }
        if (code != ResultCode.OK) {
            reply.code(code);
            return;
        }
        int city = ListLevel.CITY.code();
        page.wrap(reply.reserve(ReplyType.LIST_PAGE, ListPageReply.MAX_BYTES), 0);
        page.begin(ledger.lists.version(city));
        long next = ledger.lists.store(city).page(question.cursor(), question.limit(), inForce);
        page.end(next, next == 0);
        reply.reserve(ReplyType.LIST_PAGE, page.length());
    }

    private void addIfInForce(long cardKey, int reason, long fromSeconds, long toSeconds) {
        if (InvalidLists.isInForce(fromSeconds, toSeconds, ledger.moment.seconds())) {
            page.add(cardKey, reason);
        }
    }
}
