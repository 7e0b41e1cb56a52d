package org.medsettle.gateway.cli.demo;

import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.cli.demo.HisAnswer.OutcomeState;
import org.medsettle.gateway.cli.demo.Witness.Fate;
import org.medsettle.gateway.cli.demo.Witness.Undone;

/**
 * Holds the answer of each step against the client's own books, and enters in them what the answer says took effect.
 *
 * <p>Failure: a difference is a violation; the books then follow the answer, so that one fault is reported once.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class AnswerCheck {
    private final Witness witness;
    private final ModelBooks books;
    private final TrafficFigures figures;
    private final Violations violations;

    AnswerCheck(Scene scene) {
        witness = scene.witness();
        books = scene.books();
        figures = scene.figures();
        violations = scene.violations();
    }

    /** Takes the answer of the visit's present step; answers false when the visit ends here. */
    boolean take(Visit visit, HisAnswer answer) {
        if (!answer.isOk()) {
            figures.refused(answer.code);
        }
        return switch (visit.step()) {
            case INQUIRE -> inquired(visit, answer);
            case QUOTE -> quoted(visit, answer);
            case SETTLE -> settled(visit, answer);
            case REPEAT -> repeated(visit, answer);
            case ALTER -> expect(visit, ResultCode.KEY_REUSED_WITH_OTHER_BODY, answer);
            case ASK -> asked(visit, answer);
            case CANCEL -> cancelled(visit, answer);
            case CANCEL_AGAIN -> cancelledAgain(visit, answer);
            case REVERSE -> reversed(visit, answer);
            case REVERSE_CANCEL -> cancelReversed(visit, answer);
            case REVERSE_AHEAD -> reversedAhead(visit, answer);
            case ARRIVE_LATE -> expect(visit, ResultCode.REVERSED_BEFORE_ARRIVAL, answer);
            case REPORT_LOSS -> true;
        };
    }

    private boolean inquired(Visit visit, HisAnswer answer) {
        Bill bill = visit.bill;
        ResultCode expected = RefusalRules.credential(bill.person(), bill.credential(), isLost(bill), Scene.today());
        if (expect(visit, expected, answer) && answer.isOk()) {
            expectSame(visit, "balance of 1101", books.balanceFen(bill.personIndex()), answer.balanceFen);
        }
        return true;
    }

    private boolean quoted(Visit visit, HisAnswer answer) {
        if (expect(visit, expectedOf(visit.bill), answer) && answer.isOk()) {
            checkSplit(visit, answer);
        }
        return true;
    }

    private boolean settled(Visit visit, HisAnswer answer) {
        Bill bill = visit.bill;
        int row = visit.settleRow();
        expect(visit, expectedOf(bill), answer);
        if (!answer.isOk()) {
            witness.refused(row, answer.code);
            return false;
        }
        checkSplit(visit, answer);
        books.pay(bill.personIndex(), answer.accountFen);
        books.settlementWritten();
        witness.done(row, answer);
        figures.settled++;
        figures.billSettled(bill.medType(), answer.medfeeFen);
        if (answer.accountFen == 0) {
            figures.cashOnly++;
        }
        return true;
    }

    private void checkSplit(Visit visit, HisAnswer answer) {
        Bill bill = visit.bill;
        long balanceFen = books.balanceFen(bill.personIndex());
        long accountFen = bill.isAccountUsed() ? Math.min(balanceFen, bill.totalFen()) : 0;
        expectSame(visit, "medfee_sumamt", bill.totalFen(), answer.medfeeFen);
        expectSame(visit, "acct_pay", accountFen, answer.accountFen);
        expectSame(
                visit,
                "fund + account + mutual aid + cash",
                answer.medfeeFen,
                answer.fundFen + answer.accountFen + answer.mutualAidFen + answer.cashFen);
        expectSame(visit, "balance after", balanceFen - answer.accountFen, answer.balanceFen);
        if (!answer.psnNo.equals(bill.person().psnNo())) {
            violations.add(where(visit) + "another person's settlement: " + answer);
        }
    }

    private boolean repeated(Visit visit, HisAnswer answer) {
        int row = visit.settleRow();
        figures.repeats++;
        switch (witness.undone(row)) {
            case CANCELLED -> expect(visit, ResultCode.ALREADY_CANCELLED, answer);
            case REVERSED -> expect(visit, ResultCode.ALREADY_REVERSED, answer);
            case NO -> {
                if (expect(visit, ResultCode.OK, answer)) {
                    expectSame(visit, "setl_id of a repeat", witness.setlId(row), answer.setlId);
                    expectSame(visit, "acct_pay of a repeat", witness.accountFen(row), answer.accountFen);
                    expectSame(visit, "the output of a repeat", witness.outputHash(row), answer.outputHash);
                }
            }
        }
        return true;
    }

    private boolean asked(Visit visit, HisAnswer answer) {
        int row = visit.settleRow();
        if (answer.outcomeState != OutcomeState.DONE || !answer.undoneBy.isEmpty()) {
            violations.add(where(visit) + "S102 says " + answer.outcomeState + " " + answer.undoneBy);
        }
        expectSame(visit, "setl_id of S102", witness.setlId(row), answer.setlId);
        expectSame(visit, "the output of S102", witness.outputHash(row), answer.outputHash);
        return true;
    }

    private boolean cancelled(Visit visit, HisAnswer answer) {
        if (!expect(visit, ResultCode.OK, answer)) {
            witness.refused(visit.cancelRow(), answer.code);
            return false;
        }
        enterCancel(visit, answer);
        expectSame(visit, "medfee_sumamt of a cancel", -witness.medfeeFen(visit.settleRow()), answer.medfeeFen);
        expectSame(visit, "acct_pay of a cancel", -witness.accountFen(visit.settleRow()), answer.accountFen);
        expectSame(visit, "balance after a cancel", books.balanceFen(visit.bill.personIndex()), answer.balanceFen);
        figures.cancelled++;
        return true;
    }

    /** Enters a cancel that is in the books. */
    void enterCancel(Visit visit, HisAnswer answer) {
        witness.done(visit.cancelRow(), answer);
        witness.undone(visit.settleRow(), Undone.CANCELLED);
        books.giveBack(visit.bill.personIndex(), -answer.accountFen);
        books.settlementWritten();
    }

    private boolean cancelledAgain(Visit visit, HisAnswer answer) {
        expect(visit, ResultCode.ALREADY_CANCELLED, answer);
        witness.refused(visit.row(), answer.code);
        return !answer.isOk();
    }

    private boolean reversed(Visit visit, HisAnswer answer) {
        if (!enterReversal(visit, answer)) {
            return false;
        }
        witness.undone(visit.settleRow(), Undone.REVERSED);
        books.giveBack(visit.bill.personIndex(), witness.accountFen(visit.settleRow()));
        figures.reversed++;
        return true;
    }

    private boolean cancelReversed(Visit visit, HisAnswer answer) {
        if (!enterReversal(visit, answer)) {
            return false;
        }
        enterCancelUndone(visit);
        figures.cancelsUndone++;
        return true;
    }

    /** Enters that a cancel has been reversed: the account has paid again and the settlement stands. */
    void enterCancelUndone(Visit visit) {
        witness.undone(visit.cancelRow(), Undone.REVERSED);
        witness.undone(visit.settleRow(), Undone.NO);
        books.pay(visit.bill.personIndex(), witness.accountFen(visit.settleRow()));
    }

    private boolean reversedAhead(Visit visit, HisAnswer answer) {
        if (!enterReversal(visit, answer)) {
            return false;
        }
        witness.fate(visit.settleRow(), Fate.BURIED);
        return true;
    }

    private boolean enterReversal(Visit visit, HisAnswer answer) {
        if (!expect(visit, ResultCode.OK, answer)) {
            witness.refused(visit.row(), answer.code);
            return false;
        }
        witness.fate(visit.row(), Fate.DONE);
        return true;
    }

    private ResultCode expectedOf(Bill bill) {
        return RefusalRules.bill(bill.person(), bill.credential(), isLost(bill), Scene.today());
    }

    private boolean isLost(Bill bill) {
        return books.isCardLost(bill.personIndex());
    }

    private boolean expect(Visit visit, ResultCode expected, HisAnswer answer) {
        boolean isExpected = answer.code == expected.number() && answer.hasEnvelope;
        if (!isExpected) {
            violations.add(where(visit) + "expected " + expected + ", found " + answer);
        }
        return isExpected;
    }

    private void expectSame(Visit visit, String what, long expected, long actual) {
        if (expected != actual) {
            violations.add(where(visit) + what + ": expected " + expected + ", found " + actual);
        }
    }

    private static String where(Visit visit) {
        return visit.step() + " at institution " + visit.bill.venue() + ", row " + visit.settleRow() + ": ";
    }
}
