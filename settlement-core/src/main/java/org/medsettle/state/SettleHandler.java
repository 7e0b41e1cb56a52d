package org.medsettle.state;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.command.SettleBody;
import org.medsettle.command.SettlementTail;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.Fen;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.account.AccountStore;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.person.InsuredState;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.domain.settlement.OutcomeKind;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementState;

/**
 * SETTLE and QUOTE: the checks in their fixed order, the first failure answers, then the split and, for a settlement, the
 * postings.
 *
 * <p>Units: fen. Invariant: {@code medfee = fund + account + mutual aid + cash}.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class SettleHandler {
    private static final int SCRATCH_BYTES = Settlement.FIXED_BYTES + Command.MAX_BODY_BYTES + 8;

    private final Ledger ledger;
    private final AccessRules access;
    private final KeyRules keys;
    private final CredentialRules credentials;
    private final SettlementReplies replies;
    private final SettleBody bill = new SettleBody();
    private final Settlement settlement = new Settlement();
    private final SettlementTail tail = new SettlementTail();

    SettleHandler(
            Ledger ledger, AccessRules access, KeyRules keys, CredentialRules credentials, SettlementReplies replies) {
        this.ledger = ledger;
        this.access = access;
        this.keys = keys;
        this.credentials = credentials;
        this.replies = replies;
        settlement.wrap(Scratch.allocate(SCRATCH_BYTES), 0);
    }

    /** Settles the bill, once per key. */
    void settle(Command command, Reply reply) {
        bill.wrap(command.body(), 0);
        ResultCode code = admit();
        if (code == ResultCode.OK) {
            code = keys.dateAllows(bill.keyDate());
        }
        if (code != ResultCode.OK) {
            reply.code(code);
            return;
        }
        int institution = access.institution().ordinal();
        long known = keys.find(bill, institution);
        if (known != KeyStore.NONE) {
            keys.repeat(known, bill, reply);
            return;
        }
        code = check();
        if (code != ResultCode.OK) {
            reply.code(code, credentials.detail());
            keys.record(bill, institution, personHash(), OutcomeKind.REFUSED, code, credentials.detail());
            return;
        }
        execute(reply);
    }

    /** Answers what settling would answer; nothing changes, nothing is promised. */
    void quote(Command command, Reply reply) {
        bill.wrap(command.body(), 0);
        ResultCode code = admit();
        if (code != ResultCode.OK) {
            reply.code(code);
            return;
        }
        code = check();
        if (code != ResultCode.OK) {
            reply.code(code, credentials.detail());
            return;
        }
        prepare(account());
        replies.write(settlement, reply);
    }

    private ResultCode admit() {
        ResultCode code = access.check(bill);
        if (code != ResultCode.OK) {
            return code;
        }
        return access.institution().allows(bill.medType()) ? ResultCode.OK : ResultCode.MED_TYPE_NOT_ALLOWED;
    }

    private ResultCode check() {
        present();
        ResultCode code = credentials.resolve();
        if (code != ResultCode.OK) {
            return code;
        }
        Person person = credentials.person();
        if (!person.hasNumber(bill.buffer(), bill.personOffset())) {
            return ResultCode.CARDHOLDER_MISMATCH;
        }
        if (person.insuredState() != InsuredState.NORMAL.code() || person.insuranceType() != bill.insuranceType()) {
            return ResultCode.INSURANCE_NOT_IN_FORCE;
        }
        Account account = account();
        if (account != null && account.isClosed()) {
            return ResultCode.ACCOUNT_CLOSED;
        }
        if (account != null && account.isFrozen()) {
            return ResultCode.ACCOUNT_FROZEN;
        }
        if (!Fen.isBill(bill.medfeeFen())) {
            return ResultCode.AMOUNT_INVALID;
        }
        if (bill.linesSumFen() != bill.medfeeFen()) {
            return ResultCode.AMOUNT_MISMATCH;
        }
        return withinLimits(account) ? ResultCode.OK : ResultCode.LIMIT_EXCEEDED;
    }

    private void present() {
        if (bill.credentialType() == CredentialType.ELECTRONIC) {
            credentials.presentToken(bill.buffer(), bill.tokenOffset(), bill.tokenLength());
        } else {
            credentials.present(
                    bill.credentialType(), bill.credential(), bill.hasCardSn(), bill.cardSnHigh(), bill.cardSnLow());
        }
    }

    private boolean withinLimits(@Nullable Account account) {
        long paidFen = account == null ? 0 : Fen.add(ledger.books.paidToday(account), accountPart(account));
        return ledger.rules.allow(bill.medfeeFen(), paidFen);
    }

    private @Nullable Account account() {
        long handle = credentials.person().accountHandle();
        return handle == AccountStore.NONE ? null : ledger.stores.accounts().at(handle);
    }

    private long accountPart(@Nullable Account account) {
        return account != null && bill.accountUsed() ? Math.min(account.balanceFen(), bill.medfeeFen()) : 0;
    }

    private void execute(Reply reply) {
        Account account = account();
        prepare(account);
        Institution institution = access.institution();
        ledger.books.pay(account, institution, settlement.accountFen(), settlement.fundFen());
        ledger.books.post(settlement, institution, ClearingTotal.NORMAL, 1, 1);
        long number = ledger.stores.settlements().count() + 1;
        long area = institution.area() * Settlement.ID_AREA_FACTOR;
        settlement.id(area + number).visitId(area + Settlement.VISIT_NUMBER_BASE + number);
        ledger.stores.settlements().add(settlement);
        ledger.digest.add(settlement.stateHash());
        keys.record(bill, institution.ordinal(), personHash(), OutcomeKind.SETTLEMENT, ResultCode.OK, settlement.id());
        replies.write(settlement, reply);
    }

    /** Fills the working settlement with the split, before anything is posted. */
    private void prepare(@Nullable Account account) {
        Institution institution = access.institution();
        long medfeeFen = bill.medfeeFen();
        long accountFen = accountPart(account);
        settlement
                .clear()
                .personReference(credentials.personReference())
                .institutionReference(access.reference())
                .sequence(ledger.moment.sequence())
                .timeMs(ledger.moment.timeMs())
                .key(KeyRules.word0(bill.door(), institution.ordinal()), bill.keyWord1(), bill.keyWord2())
                .personOrdinal(credentials.person().ordinal())
                .split(medfeeFen, 0, accountFen, 0, medfeeFen - accountFen)
                .balanceAfterFen(account == null ? 0 : account.balanceFen() - accountFen)
                .credential(bill.credentialType(), bill.credential())
                .businessDate(ledger.moment.businessDate())
                .medType(bill.medType())
                .insuranceType(bill.insuranceType())
                .transaction(bill.transaction())
                .hasAccount(account != null)
                .state(SettlementState.SETTLED);
        Invariant.checkEqual(
                settlement.fundFen() + settlement.accountFen() + settlement.mutualAidFen() + settlement.cashFen(),
                settlement.medfeeFen(),
                "the parts of a bill");
        settlement.tailLength(SettlementTail.length(bill));
        ByteBuffer buffer = settlement.buffer();
        buffer.putLong(settlement.length() - 8, 0);
        tail.wrap(buffer, settlement.tailOffset());
        tail.set(bill);
    }

    private long personHash() {
        return AsciiField.hash(bill.buffer(), bill.personOffset(), Person.NUMBER_BYTES);
    }
}
