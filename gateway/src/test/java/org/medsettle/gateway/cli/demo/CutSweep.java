package org.medsettle.gateway.cli.demo;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.cli.demo.HisAnswer.OutcomeState;
import org.medsettle.gateway.cli.demo.Witness.Fate;

/**
 * Asks a node that woke up on an earlier disk for every key ever sent: what had been answered by then is there as it was
 * answered; what had not is there wholly or not at all, and then with the answer it got later.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class CutSweep implements Sweep {
    private final Scene scene;
    private final Witness witness;
    private final AnswerClock clock;
    private final long cut;
    private final Violations violations = new Violations();
    private long acknowledged;
    private long lost;

    CutSweep(Scene scene, AnswerClock clock, long cut) {
        this.scene = scene;
        this.clock = clock;
        this.cut = cut;
        witness = scene.witness();
    }

    @Override
    public int size() {
        return witness.size();
    }

    @Override
    public byte[] request(int row) {
        return scene.encoder().outcome(witness.venue(row), witness.transaction(row), witness.number(row));
    }

    @Override
    public void check(int row, HisAnswer answer) {
        boolean isDue = clock.position(row) <= cut;
        if (isDue && witness.isSettlement(row)) {
            acknowledged++;
        }
        if (answer.outcomeState == OutcomeState.DONE) {
            checkAnswer(row, answer);
        } else if (answer.outcomeState != OutcomeState.NEVER_SEEN) {
            violations.add(describe(row) + ": " + answer);
        } else if (isDue) {
            lost++;
            violations.add(describe(row) + ": answered, and never seen");
        }
    }

    private void checkAnswer(int row, HisAnswer answer) {
        if (witness.fate(row) == Fate.REFUSED) {
            violations.expectEqual(describe(row) + ", code", witness.code(row), answer.firstCode);
        } else if (witness.isSettlement(row)) {
            violations.expectEqual(describe(row) + ", setl_id", witness.setlId(row), answer.setlId);
            violations.expectEqual(describe(row) + ", the whole output", witness.outputHash(row), answer.outputHash);
        }
    }

    private String describe(int row) {
        return witness.transaction(row) + " " + scene.ids().text(witness.venue(row), witness.number(row)) + " ("
                + witness.fate(row) + ", position " + clock.position(row) + ", cut " + cut + ")";
    }

    /** Settlements that had been acknowledged at the cut. */
    long acknowledged() {
        return acknowledged;
    }

    /** Answered keys that are not there. */
    long lost() {
        return lost;
    }

    Violations violations() {
        return violations;
    }
}
