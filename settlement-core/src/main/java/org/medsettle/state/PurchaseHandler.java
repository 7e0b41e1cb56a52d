package org.medsettle.state;

import java.util.Objects;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.command.TillBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.Fen;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.domain.settlement.OutcomeKind;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementState;
import org.medsettle.domain.settlement.TillBatch;
import org.medsettle.domain.settlement.TillTail;

/**
 * PURCHASE: a till takes an amount from the account of a card, whole, or as much as there is where listener and terminal
 * allow it. The settlement is over what was approved; what was asked for stands in its tail.
 *
 * <p>Units: fen.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class PurchaseHandler {
    private final Ledger ledger;
    private final AccessRules access;
    private final KeyRules keys;
    private final CredentialRules credentials;
    private final TillRules rules;
    private final TillTraces traces;
    private final SettlementReplies replies;
    private final TillBody body = new TillBody();
    private final TillKey key = new TillKey();
    private final Settlement settlement = new Settlement();
    private final TillTail tail = new TillTail();

    PurchaseHandler(
            Ledger ledger,
            AccessRules access,
            KeyRules keys,
            CredentialRules credentials,
            TillRules rules,
            TillTraces traces,
            SettlementReplies replies) {
        this.ledger = ledger;
        this.access = access;
        this.keys = keys;
        this.credentials = credentials;
        this.rules = rules;
        this.traces = traces;
        this.replies = replies;
        settlement.wrap(Scratch.allocate(Settlement.FIXED_BYTES + TillTail.BYTES), 0);
    }

    /** Takes the amount, once per key. */
    void purchase(Command command, Reply reply) {
        body.wrap(command.body(), 0);
        ResultCode code = rules.admitCare(body, key);
        if (code != ResultCode.OK) {
            reply.code(code);
            return;
        }
        long known = keys.find(key);
        if (known != KeyStore.NONE) {
            keys.repeat(known, body, reply);
            return;
        }
        if (rules.isBatchClosed(body, key)) {
            reply.code(ResultCode.BATCH_CLOSED);
            return;
        }
        code = check();
        if (code != ResultCode.OK) {
            reply.code(code, credentials.detail());
            keys.record(body, key, OutcomeKind.REFUSED, code, credentials.detail());
            return;
        }
        execute(reply);
    }

    private ResultCode check() {
        ResultCode code = rules.judgeCard(body);
        if (code == ResultCode.OK) {
            code = rules.judgeHolder();
        }
        if (code != ResultCode.OK) {
            return code;
        }
        long amountFen = body.amountFen();
        if (!Fen.isBill(amountFen)) {
            return ResultCode.AMOUNT_INVALID;
        }
        Account account = Objects.requireNonNull(rules.account());
        long partFen = part(account);
        if (!ledger.rules.allow(amountFen, ledger.books.paidToday(account) + partFen)) {
            return ResultCode.LIMIT_EXCEEDED;
        }
        return partFen == 0 || partFen > account.balanceFen() ? ResultCode.BALANCE_INSUFFICIENT : ResultCode.OK;
    }

    /** What the account is asked for; 0 when a part would do and there is none. */
    private long part(Account account) {
        return body.has(TillBody.PARTIAL_APPROVAL)
                ? Math.min(account.balanceFen(), body.amountFen())
                : body.amountFen();
    }

    private void execute(Reply reply) {
        Account account = Objects.requireNonNull(rules.account());
        Institution institution = access.institution();
        long approvedFen = part(account);
        ledger.books.pay(account, institution, approvedFen, 0);
        fill(institution, approvedFen, account.balanceFen());
        ledger.books.post(settlement, institution, ClearingTotal.NORMAL, 1, 1);
        ledger.tills.post(institution.ordinal(), body.terminalWord(), key.batch(), TillBatch.DEBIT, 1, approvedFen);
        ledger.stores.settlements().add(settlement);
        ledger.digest.add(settlement.stateHash());
        keys.record(body, key, OutcomeKind.SETTLEMENT, ResultCode.OK, settlement.id());
        traces.add(body, key, institution.ordinal(), settlement.id());
        replies.write(settlement, reply);
    }

    private void fill(Institution institution, long approvedFen, long balanceFen) {
        Person person = credentials.person();
        long number = ledger.stores.settlements().count() + 1;
        long area = institution.area() * Settlement.ID_AREA_FACTOR;
        settlement
                .clear()
                .personReference(credentials.personReference())
                .institutionReference(access.reference())
                .id(area + number)
                .visitId(area + Settlement.VISIT_NUMBER_BASE + number)
                .sequence(ledger.moment.sequence())
                .timeMs(ledger.moment.timeMs())
                .key(key.word0(), key.word1(), key.word2())
                .personOrdinal(person.ordinal())
                .split(approvedFen, 0, approvedFen, 0, 0)
                .balanceAfterFen(balanceFen)
                .credential(body.credentialType(), body.credential())
                .businessDate(ledger.moment.businessDate())
                .medType(body.medType())
                .insuranceType(person.insuranceType())
                .transaction(body.transaction())
                .hasAccount(true)
                .tailLength(TillTail.BYTES)
                .state(SettlementState.SETTLED);
        tail.of(settlement).set(body.terminalWord(), key.batch(), body.stan(), body.amountFen());
    }
}
