package org.medsettle.state;

import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.ReimburseBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.Fen;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.account.AccountStore;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardStore;
import org.medsettle.domain.card.LossReport;
import org.medsettle.domain.card.LossReportStore;
import org.medsettle.domain.card.Reimbursement;
import org.medsettle.domain.card.ReimbursementStore;
import org.medsettle.domain.institution.InstitutionStore;
import org.medsettle.domain.person.Person;

/**
 * CARD_REIMBURSE: a credit for what the holder paid in cash while the card was reported lost.
 *
 * <p>Units: fen. Invariant: every such credit belongs to one loss report and one receipt; no receipt is credited twice, and
 * the sum of a report's credits stands in it and is bounded.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class ReimbursementHandler {
    private static final long MS_PER_SECOND = 1_000;

    private final Ledger ledger;
    private final KeyRules keys;
    private final CardStore cards;
    private final LossReportStore reports;
    private final ReimbursementStore reimbursements;
    private final ReimburseBody body = new ReimburseBody();
    private final Reimbursement fresh = new Reimbursement();

    ReimbursementHandler(Ledger ledger, KeyRules keys) {
        this.ledger = ledger;
        this.keys = keys;
        cards = ledger.stores.cards();
        reports = ledger.stores.lossReports();
        reimbursements = ledger.stores.reimbursements();
        fresh.wrap(Scratch.allocate(Reimbursement.BYTES), 0);
    }

    /** Credits the holder's account, once per key and once per receipt. */
    void reimburse(Command command, Reply reply) {
        body.wrap(command.body(), 0);
        if (!keys.isRepeat(body, reply)) {
            keys.conclude(body, reimburse(), reply);
        }
    }

    private ResultCode reimburse() {
        if (!hasTwoOperators()) {
            return ResultCode.FORBIDDEN;
        }
        InstitutionStore institutions = ledger.stores.institutions();
        long paidTo = institutions.findByCode(body.buffer(), body.institutionOffset());
        if (paidTo == InstitutionStore.NONE) {
            return ResultCode.INSTITUTION_UNKNOWN;
        }
        long reference = cards.findByKey(body.cardKey());
        if (reference == CardStore.NONE) {
            return ResultCode.CARD_UNKNOWN;
        }
        if (!Fen.isBill(body.amountFen())) {
            return ResultCode.AMOUNT_INVALID;
        }
        boolean hasReceipt = AsciiField.length(body.buffer(), body.receiptOffset(), Reimbursement.RECEIPT_BYTES) > 0;
        if (!hasReceipt || body.paidAtSeconds() > ledger.moment.seconds()) {
            return ResultCode.FIELD_INVALID;
        }
        long report = reportAt(cards.at(reference), body.paidAtSeconds());
        if (report == LossReportStore.NONE) {
            return ResultCode.NOT_REPORTED_LOST;
        }
        int institution = institutions.at(paidTo).ordinal();
        if (reimbursements.find(institution, body.buffer(), body.receiptOffset()) != ReimbursementStore.NONE) {
            return ResultCode.RECEIPT_REIMBURSED;
        }
        return credit(accountOf(cards.at(reference)), report, institution);
    }

    private boolean hasTwoOperators() {
        int first = AsciiField.length(body.buffer(), body.operatorOffset(), ReimburseBody.OPERATOR_BYTES);
        int second = AsciiField.length(body.buffer(), body.secondOperatorOffset(), ReimburseBody.OPERATOR_BYTES);
        return first > 0
                && second > 0
                && !AsciiField.equal(
                        body.buffer(),
                        body.operatorOffset(),
                        body.buffer(),
                        body.secondOperatorOffset(),
                        ReimburseBody.OPERATOR_BYTES);
    }

    /** The card's kept report by which it counted as lost in that second, the last one first. */
    private long reportAt(Card card, long seconds) {
        long key = card.key();
        for (int number = card.lossReports(); number > 0; number--) {
            long found = reports.find(key, number);
            LossReport report = reports.at(found);
            boolean hasBegun = seconds >= Math.floorDiv(report.fromMs(), MS_PER_SECOND);
            if (hasBegun && (report.untilMs() == 0 || seconds * MS_PER_SECOND < report.untilMs())) {
                return found;
            }
        }
        return LossReportStore.NONE;
    }

    private @Nullable Account accountOf(Card card) {
        Person person = ledger.stores.persons().at(card.personReference());
        return person.accountHandle() == AccountStore.NONE
                ? null
                : ledger.stores.accounts().at(person.accountHandle());
    }

    private ResultCode credit(@Nullable Account account, long reference, int institution) {
        if (account == null) {
            return ResultCode.NO_PERSONAL_ACCOUNT;
        }
        if (account.isClosed()) {
            return ResultCode.ACCOUNT_CLOSED;
        }
        LossReport report = reports.at(reference);
        long sumFen = report.reimbursedFen() + body.amountFen();
        if (!ledger.cardTerms.allowReimbursed(sumFen)) {
            return ResultCode.LIMIT_EXCEEDED;
        }
        ledger.digest.remove(report.stateHash());
        report.reimbursedFen(sumFen);
        ledger.digest.add(report.stateHash());
        fresh.report(report.cardKey(), report.number())
                .amountFen(body.amountFen())
                .paidAtSeconds(body.paidAtSeconds())
                .credited(ledger.moment.timeMs(), ledger.moment.sequence())
                .personOrdinal(report.personOrdinal())
                .receipt(institution, body.buffer(), body.receiptOffset());
        reimbursements.add(fresh);
        ledger.digest.add(fresh.stateHash());
        ledger.books.credit(account, body.amountFen());
        return ResultCode.OK;
    }
}
