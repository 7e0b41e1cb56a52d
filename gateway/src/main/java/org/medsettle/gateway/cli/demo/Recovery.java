package org.medsettle.gateway.cli.demo;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.cli.demo.HisAnswer.OutcomeState;
import org.medsettle.gateway.cli.demo.Witness.Fate;
import org.medsettle.gateway.cli.demo.Witness.Undone;

/**
 * What a client does about a request that was never answered: asks for the outcome by its key, or reverses it unseen
 * and then asks what that came to. (The third way, sending it again, needs nothing from here.)
 *
 * <p>Invariant: every request of a recovery can itself be sent again. Failure: an answer that fits no case is a
 * violation.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Recovery {
    /** The ways out of not knowing. */
    enum Remedy {
        REPEAT,
        ASK,
        REVERSE
    }

    /** How a recovery ended. */
    enum End {
        NOT_YET,
        /** The first answer is known now; it has been taken as the step's answer. */
        ANSWERED,
        /** The request never came and goes out again. */
        SEND_AGAIN,
        /** The client lets it be. */
        ABANDONED
    }

    private enum Stage {
        ASK,
        REVERSE,
        ASK_AFTER_REVERSAL
    }

    private final Scene scene;
    private final Cashier cashier;
    private final AnswerCheck check;
    private Stage stage = Stage.ASK;
    private boolean isGivingUp;
    private int row;
    private Transaction original = Transaction.SETTLE;

    Recovery(Scene scene, Cashier cashier, AnswerCheck check) {
        this.scene = scene;
        this.cashier = cashier;
        this.check = check;
    }

    /** True when a lost request of this step may be reversed. */
    static boolean canReverse(Step step) {
        return step == Step.SETTLE || step == Step.CANCEL;
    }

    /** Begins by asking; {@code isGivingUp} lets a settlement be that never came, instead of sending it again. */
    byte[] ask(boolean isGivingUp) {
        this.isGivingUp = isGivingUp;
        begin(Stage.ASK);
        return outcomeRequest();
    }

    /** Begins by reversing. */
    byte[] reverse() {
        begin(Stage.REVERSE);
        return cashier.reverse(original, row);
    }

    private void begin(Stage first) {
        Visit visit = cashier.visit();
        stage = first;
        row = visit.row();
        original = visit.step().transaction();
    }

    private byte[] outcomeRequest() {
        return scene.encoder()
                .outcome(cashier.visit().bill.venue(), original, scene.witness().number(row));
    }

    /** The request after {@link #take} has answered {@code NOT_YET}. */
    byte[] nextRequest() {
        stage = Stage.ASK_AFTER_REVERSAL;
        return outcomeRequest();
    }

    /** Takes an answer to the recovery's own request. */
    End take(HisAnswer answer) {
        return switch (stage) {
            case ASK -> asked(answer);
            case REVERSE -> reversed(answer);
            case ASK_AFTER_REVERSAL -> askedAfterReversal(answer);
        };
    }

    private End asked(HisAnswer answer) {
        TrafficFigures figures = scene.figures();
        if (answer.outcomeState == OutcomeState.DONE) {
            figures.askedDone++;
            answer.turnToFirst();
            if (check.take(cashier.visit(), answer)) {
                cashier.advance();
            } else {
                cashier.endVisit();
            }
            return End.ANSWERED;
        }
        if (answer.outcomeState != OutcomeState.NEVER_SEEN) {
            return unexpected(answer);
        }
        figures.askedNever++;
        if (!isGivingUp || cashier.visit().step() != Step.SETTLE) {
            return End.SEND_AGAIN;
        }
        scene.witness().fate(row, Fate.NEVER_CAME);
        cashier.endVisit();
        return End.ABANDONED;
    }

    private End reversed(HisAnswer answer) {
        Witness witness = scene.witness();
        if (!answer.isOk()) {
            witness.refused(cashier.visit().row(), answer.code);
            return unexpected(answer);
        }
        witness.fate(cashier.visit().row(), Fate.DONE);
        return End.NOT_YET;
    }

    private End askedAfterReversal(HisAnswer answer) {
        Witness witness = scene.witness();
        if (answer.outcomeState != OutcomeState.DONE) {
            return unexpected(answer);
        }
        answer.turnToFirst();
        if (answer.isOk()) {
            scene.figures().reversedDone++;
            enterUndone(answer);
        } else if (answer.undoneBy.equals("REVERSED")) {
            scene.figures().reversedNever++;
            witness.fate(row, Fate.BURIED);
        } else {
            witness.refused(row, answer.code);
        }
        cashier.endVisit();
        return End.ABANDONED;
    }

    /** The request had taken effect before the node died, and its reversal has undone it. */
    private void enterUndone(HisAnswer answer) {
        Visit visit = cashier.visit();
        if (!answer.undoneBy.equals("REVERSED")) {
            scene.violations().add("S102 after a reversal says undone by '" + answer.undoneBy + "'");
        }
        if (original == Transaction.CANCEL) {
            check.enterCancel(visit, answer);
            check.enterCancelUndone(visit);
            return;
        }
        Witness witness = scene.witness();
        ModelBooks books = scene.books();
        witness.done(row, answer);
        witness.undone(row, Undone.REVERSED);
        books.pay(visit.bill.personIndex(), answer.accountFen);
        books.giveBack(visit.bill.personIndex(), answer.accountFen);
        books.settlementWritten();
    }

    private End unexpected(HisAnswer answer) {
        scene.violations()
                .add("a lost " + original + " of row " + row + ": " + answer + ", outcome " + answer.outcomeState);
        cashier.endVisit();
        return End.ABANDONED;
    }
}
