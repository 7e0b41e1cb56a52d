package org.medsettle.state;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.BusinessDay;
import org.medsettle.domain.Fen;
import org.medsettle.domain.account.Account;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.ClearingTotalStore;
import org.medsettle.domain.settlement.ClearingType;
import org.medsettle.domain.settlement.Settlement;

/**
 * Double entry: what an account or the fund pays, the institution's payable receives, in one step. Every movement of the
 * ledger goes through here and is checked here, always.
 *
 * <p>Units: fen. Invariant, after every posting: for the account touched and for the ledger as a whole,
 * {@code balance + held = opening + credits + returns - debits}, and
 * {@code payable = debits - returns + fund paid - fund returned}; nothing is below zero. Failure: a broken invariant
 * stops the node before the reply leaves.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class Books {
    private final StateDigest digest;
    private final ClearingTotalStore totals;
    private final Moment moment;

    private long balanceFen;
    private long heldFen;
    private long openingFen;
    private long creditsFen;
    private long debitsFen;
    private long returnsFen;
    private long fundPaidFen;
    private long fundReturnedFen;
    private long payableFen;

    Books(StateDigest digest, ClearingTotalStore totals, Moment moment) {
        this.digest = digest;
        this.totals = totals;
        this.moment = moment;
    }

    /** A fresh account begins with {@code fen}. */
    void open(Account account, long fen) {
        account.openingFen(fen);
        account.balanceFen(fen);
        account.lastSequence(moment.sequence());
        openingFen = Fen.add(openingFen, fen);
        balanceFen = Fen.add(balanceFen, fen);
        digest.add(StateDigest.hash(account));
        check(account);
    }

    /** Money comes in: contribution, interest, reimbursement; negative for a correction. */
    void credit(Account account, long fen) {
        begin(account);
        account.creditsFen(Fen.add(account.creditsFen(), fen));
        creditsFen = Fen.add(creditsFen, fen);
        move(account, fen);
        end(account);
    }

    /** The account pays {@code accountFen} and the fund {@code fundFen} to the institution. */
    void pay(@Nullable Account account, Institution institution, long accountFen, long fundFen) {
        pay(account, institution, accountFen, fundFen, moment.businessDate());
    }

    /** The same, counted among what the account has paid on the business date {@code countedOn}. */
    void pay(@Nullable Account account, Institution institution, long accountFen, long fundFen, int countedOn) {
        Invariant.check(accountFen >= 0 && fundFen >= 0, "a payment is not negative");
        if (account != null && accountFen > 0) {
            begin(account);
            account.debitsFen(Fen.add(account.debitsFen(), accountFen));
            debitsFen = Fen.add(debitsFen, accountFen);
            move(account, -accountFen);
            accumulate(account, accountFen, countedOn);
            end(account);
        }
        fundPaidFen = Fen.add(fundPaidFen, fundFen);
        owe(institution, Fen.add(accountFen, fundFen));
    }

    /**
     * The institution gives back {@code accountFen} to the account and {@code fundFen} to the fund: the account has paid so
     * much less on the business date {@code countedOn}.
     */
    void giveBack(@Nullable Account account, Institution institution, long accountFen, long fundFen, int countedOn) {
        Invariant.check(accountFen >= 0 && fundFen >= 0, "a return is not negative");
        if (account != null && accountFen > 0) {
            begin(account);
            account.returnsFen(Fen.add(account.returnsFen(), accountFen));
            returnsFen = Fen.add(returnsFen, accountFen);
            move(account, accountFen);
            accumulate(account, -accountFen, countedOn);
            end(account);
        }
        fundReturnedFen = Fen.add(fundReturnedFen, fundFen);
        owe(institution, -Fen.add(accountFen, fundFen));
    }

    /** Sets the account's flags. */
    void flag(Account account, long flags) {
        begin(account);
        account.flags(flags);
        end(account);
    }

    /** What the account has paid on the current business date, net. */
    long paidToday(Account account) {
        return account.day() == moment.businessDate() ? account.dayPaidFen() : 0;
    }

    /** Adds a settlement to (or takes it off, with {@code sign} -1) the totals of the current business date. */
    void post(Settlement settlement, Institution institution, int side, int count, int sign) {
        long group = ClearingTotal.group(
                moment.businessDate(), settlement.insuranceType(), ClearingType.of(settlement.medType()));
        long reference = totals.find(group, institution.ordinal());
        if (reference == ClearingTotalStore.NONE) {
            reference = totals.add(group, institution.ordinal());
            digest.add(totals.at(reference).stateHash());
        }
        ClearingTotal total = totals.at(reference);
        digest.remove(total.stateHash());
        total.add(side, count, sign, settlement);
        digest.add(total.stateHash());
    }

    private void begin(Account account) {
        digest.remove(StateDigest.hash(account));
    }

    private void end(Account account) {
        account.lastSequence(moment.sequence());
        digest.add(StateDigest.hash(account));
        check(account);
    }

    private void move(Account account, long fen) {
        account.balanceFen(Fen.add(account.balanceFen(), fen));
        balanceFen = Fen.add(balanceFen, fen);
    }

    /** Only the newest year and day an account has paid in are kept: what is counted on earlier ones is looked at no more. */
    private void accumulate(Account account, long fen, int countedOn) {
        boolean today = countedOn == moment.businessDate();
        int year = BusinessDay.yearOf(countedOn);
        if (account.year() == year) {
            account.yearPaidFen(Fen.add(account.yearPaidFen(), fen));
        } else if (today) {
            account.year(year);
            account.yearPaidFen(fen);
        }
        if (account.day() == countedOn) {
            account.dayPaidFen(Fen.add(account.dayPaidFen(), fen));
        } else if (today) {
            account.day(countedOn);
            account.dayPaidFen(fen);
        }
    }

    private void owe(Institution institution, long fen) {
        institution.payableFen(Fen.add(institution.payableFen(), fen));
        payableFen = Fen.add(payableFen, fen);
        digest.movePayable(institution.ordinal(), fen);
        Invariant.checkEqual(
                payableFen, debitsFen - returnsFen + fundPaidFen - fundReturnedFen, "what is owed to institutions");
    }

    private void check(Account account) {
        Invariant.check(account.balanceFen() >= 0 && account.heldFen() >= 0, "a balance is below zero");
        Invariant.checkEqual(
                account.balanceFen() + account.heldFen(),
                account.openingFen() + account.creditsFen() + account.returnsFen() - account.debitsFen(),
                "balance and held of one account");
        Invariant.checkEqual(
                balanceFen + heldFen, openingFen + creditsFen + returnsFen - debitsFen, "balances of the ledger");
    }

    void save(ByteBuffer target) {
        target.putLong(balanceFen).putLong(heldFen).putLong(openingFen).putLong(creditsFen);
        target.putLong(debitsFen).putLong(returnsFen).putLong(fundPaidFen).putLong(fundReturnedFen);
        target.putLong(payableFen);
    }

    void restore(ByteBuffer source) {
        balanceFen = source.getLong();
        heldFen = source.getLong();
        openingFen = source.getLong();
        creditsFen = source.getLong();
        debitsFen = source.getLong();
        returnsFen = source.getLong();
        fundPaidFen = source.getLong();
        fundReturnedFen = source.getLong();
        payableFen = source.getLong();
    }

    long balanceFen() {
        return balanceFen;
    }

    long heldFen() {
        return heldFen;
    }

    long openingFen() {
        return openingFen;
    }

    long creditsFen() {
        return creditsFen;
    }

    long debitsFen() {
        return debitsFen;
    }

    long returnsFen() {
        return returnsFen;
    }

    long fundPaidFen() {
        return fundPaidFen;
    }

    long fundReturnedFen() {
        return fundReturnedFen;
    }

    long payableFen() {
        return payableFen;
    }
}
