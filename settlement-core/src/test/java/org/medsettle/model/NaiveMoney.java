package org.medsettle.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.ClearingType;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.domain.settlement.SettlementState;

/** The model of settle, quote and cancel: section 4 of the ledger's contract, rule by rule. */
final class NaiveMoney {
    private static final long MAX_BILL_FEN = 9_999_999_999L;
    private static final long AREA_FACTOR = 1_000_000_000_000L;
    private static final long VISIT_BASE = 500_000_000_000L;

    private final Books books;
    private final NaiveAccess access;
    private final NaiveCredentials credentials;

    NaiveMoney(Books books, NaiveAccess access, NaiveCredentials credentials) {
        this.books = books;
        this.access = access;
        this.credentials = credentials;
    }

    Answer settle(Order.Settle order) {
        Head head = order.head();
        Order.Bill bill = order.bill();
        Answer early = beforeKey(head, bill);
        early = early != null ? early : access.dateRefusal(head.keyDate());
        early = early != null ? early : access.repeat(order);
        if (early != null) {
            return early;
        }
        Answer refusal = refusal(bill);
        if (refusal != null) {
            return access.keep(order, bill.person(), refusal);
        }
        Answer.SettlementFacts facts = facts(head, bill, books.settlements.size() + 1L);
        Books.Account account = books.knownPerson(bill.person()).account;
        if (account != null) {
            account.pay(facts.amounts().accountFen(), books.businessDate);
        }
        Books.Settlement settlement = book(facts, ClearingTotal.NORMAL);
        return access.keep(order, bill.person(), settlement);
    }

    Answer quote(Order.Quote order) {
        Answer early = beforeKey(order.head(), order.bill());
        Answer refusal = early != null ? early : refusal(order.bill());
        return refusal != null ? refusal : Answer.ok(facts(order.head(), order.bill(), 0));
    }

    private @Nullable Answer beforeKey(Head head, Order.Bill bill) {
        Answer refusal = access.refusal(head.institution(), head.signOn());
        if (refusal != null) {
            return refusal;
        }
        boolean allowed =
                books.knownInstitution(head.institution()).imported.medTypes().contains(bill.medType());
        return allowed ? null : Answer.refused(ResultCode.MED_TYPE_NOT_ALLOWED);
    }

    /** The rules from the credential on; they do not depend on who asks. */
    private @Nullable Answer refusal(Order.Bill bill) {
        NaiveCredentials.Meant meant = credentials.meant(bill.shown());
        if (meant.refusal() != null) {
            return meant.refusal();
        }
        Books.Person person = meant.holder();
        if (!person.imported.number().equals(bill.person())) {
            return Answer.refused(ResultCode.CARDHOLDER_MISMATCH);
        }
        if (person.imported.insuredState() != 1 || person.imported.insuranceType() != bill.insuranceType()) {
            return Answer.refused(ResultCode.INSURANCE_NOT_IN_FORCE);
        }
        Books.Account account = person.account;
        if (account != null && account.closed) {
            return Answer.refused(ResultCode.ACCOUNT_CLOSED);
        }
        if (account != null && account.frozen) {
            return Answer.refused(ResultCode.ACCOUNT_FROZEN);
        }
        if (bill.medfeeFen() < 1 || bill.medfeeFen() > MAX_BILL_FEN) {
            return Answer.refused(ResultCode.AMOUNT_INVALID);
        }
        if (bill.linesSumFen() != bill.medfeeFen()) {
            return Answer.refused(ResultCode.AMOUNT_MISMATCH);
        }
        long billLimit = books.settings.billLimitFen();
        if (billLimit > 0 && bill.medfeeFen() > billLimit) {
            return Answer.refused(ResultCode.LIMIT_EXCEEDED);
        }
        long dailyLimit = books.settings.dailyAccountLimitFen();
        long paidToday = account == null ? 0 : account.paidByDay.getOrDefault(books.businessDate, 0L);
        if (dailyLimit > 0 && paidToday + accountPart(bill, account) > dailyLimit) {
            return Answer.refused(ResultCode.LIMIT_EXCEEDED);
        }
        return null;
    }

    private static long accountPart(Order.Bill bill, Books.@Nullable Account account) {
        return account != null && bill.accountUsed() ? Math.min(account.balanceFen, bill.medfeeFen()) : 0;
    }

    private Answer.SettlementFacts facts(Head head, Order.Bill bill, long number) {
        Books.Institution institution = books.knownInstitution(head.institution());
        Books.Account account = books.knownPerson(bill.person()).account;
        long paid = accountPart(bill, account);
        long areaPart = institution.imported.area() * AREA_FACTOR;
        return new Answer.SettlementFacts(
                number == 0 ? 0 : areaPart + number,
                number == 0 ? 0 : areaPart + VISIT_BASE + number,
                books.sequence,
                books.timeMs,
                bill.person(),
                head.institution(),
                institution.imported.area(),
                institution.imported.clearingAgency(),
                new Answer.Amounts(bill.medfeeFen(), 0, paid, 0, bill.medfeeFen() - paid),
                account == null ? 0 : account.balanceFen - paid,
                account != null,
                0,
                books.businessDate,
                bill.medType(),
                bill.insuranceType(),
                head.transaction(),
                SettlementState.SETTLED,
                false,
                kept(bill.shown()),
                bill.invoice(),
                bill.lines(),
                null);
    }

    /** What a settlement keeps of the credential: not the serial, not the token. */
    private static Order.Shown kept(Order.Shown shown) {
        long packed = shown.type() == CredentialType.ELECTRONIC ? 0 : shown.packed();
        return new Order.Shown(shown.type(), packed, "", false, 0, 0);
    }

    Answer cancel(Order.Cancel order) {
        Head head = order.head();
        Answer early = access.refusal(head.institution(), head.signOn());
        early = early != null ? early : access.dateRefusal(head.keyDate());
        early = early != null ? early : access.repeat(order);
        if (early != null) {
            return early;
        }
        Books.Settlement original = books.settlements.get(order.settlementId());
        Answer refusal =
                original == null ? Answer.refused(ResultCode.ORIGINAL_NOT_FOUND) : cancelRefusal(order, original);
        if (refusal != null) {
            return access.keep(order, order.person(), refusal);
        }
        return access.keep(order, order.person(), undo(head, Objects.requireNonNull(original)));
    }

    private @Nullable Answer cancelRefusal(Order.Cancel order, Books.Settlement original) {
        Answer.SettlementFacts facts = original.first;
        if (!facts.institution().equals(order.head().institution())) {
            return Answer.refused(ResultCode.ORIGINAL_OF_OTHER_INSTITUTION);
        }
        if (cancels(facts.transaction()) != order.head().transaction()) {
            return Answer.refused(ResultCode.ORIGINAL_NOT_FOUND);
        }
        if (!facts.person().equals(order.person()) || facts.visitId() != order.visitId()) {
            return Answer.refused(ResultCode.ORIGINAL_NOT_FOUND);
        }
        if (facts.cancelling()) {
            return Answer.refused(ResultCode.NOT_REVERSIBLE);
        }
        if (original.state == SettlementState.CANCELLED) {
            return Answer.refused(ResultCode.ALREADY_CANCELLED);
        }
        if (original.state == SettlementState.REVERSED) {
            return Answer.refused(ResultCode.ALREADY_REVERSED);
        }
        Books.Account account = books.knownPerson(facts.person()).account;
        boolean shut = facts.amounts().accountFen() > 0 && account != null && account.closed;
        return shut ? Answer.refused(ResultCode.ACCOUNT_CLOSED) : null;
    }

    /** The one transaction number that cancels what another has settled; a cancelling one counts as its own. */
    private static int cancels(int transaction) {
        return switch (transaction) {
            case 2102, 2103 -> 2103;
            case 2207, 2208 -> 2208;
            case 2304, 2305 -> 2305;
            default -> -1;
        };
    }

    private Books.Settlement undo(Head head, Books.Settlement original) {
        Answer.SettlementFacts first = original.first;
        Books.Account account = books.knownPerson(first.person()).account;
        if (account != null) {
            account.takeBack(first.amounts().accountFen(), books.countedOn(first));
        }
        long id = first.area() * AREA_FACTOR + books.settlements.size() + 1;
        Answer.SettlementFacts facts = new Answer.SettlementFacts(
                id,
                first.visitId(),
                books.sequence,
                books.timeMs,
                first.person(),
                first.institution(),
                first.area(),
                first.clearingAgency(),
                first.amounts().negated(),
                account == null ? 0 : account.balanceFen,
                first.hasAccount(),
                first.id(),
                books.businessDate,
                first.medType(),
                first.insuranceType(),
                head.transaction(),
                SettlementState.SETTLED,
                true,
                first.shown(),
                "",
                List.of(),
                null);
        original.state = SettlementState.CANCELLED;
        original.counterpartId = id;
        return book(facts, ClearingTotal.REFUND);
    }

    Books.Settlement book(Answer.SettlementFacts facts, int side) {
        Books.Settlement settlement = new Books.Settlement(facts);
        books.settlements.put(facts.id(), settlement);
        books.knownInstitution(facts.institution()).payableFen +=
                facts.amounts().accountFen();
        clear(facts, side, 1, facts.amounts());
        return settlement;
    }

    /** Adds to the clearing total of this command's business date. */
    void clear(Answer.SettlementFacts facts, int side, int count, Answer.Amounts amounts) {
        LedgerFacts.TotalKey key = new LedgerFacts.TotalKey(
                books.businessDate, facts.institution(), facts.insuranceType(), ClearingType.of(facts.medType()), side);
        books.totals.merge(
                key,
                new LedgerFacts.Total(count, amounts),
                (old, more) -> new LedgerFacts.Total(
                        old.count() + more.count(), old.amounts().plus(more.amounts())));
    }

    /** The facts of a settlement with the state and counterpart it has now. */
    static Answer.SettlementFacts standing(Books.Settlement settlement) {
        Answer.SettlementFacts f = settlement.first;
        Answer.TillFacts till = f.till();
        return new Answer.SettlementFacts(
                f.id(),
                f.visitId(),
                f.sequence(),
                f.timeMs(),
                f.person(),
                f.institution(),
                f.area(),
                f.clearingAgency(),
                f.amounts(),
                f.balanceAfterFen(),
                f.hasAccount(),
                settlement.counterpartId,
                f.businessDate(),
                f.medType(),
                f.insuranceType(),
                f.transaction(),
                settlement.state,
                f.cancelling(),
                f.shown(),
                f.invoice(),
                f.lines(),
                till == null ? null : till.refunded(settlement.refundedFen));
    }
}
