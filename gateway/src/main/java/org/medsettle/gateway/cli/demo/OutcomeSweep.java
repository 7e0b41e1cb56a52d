package org.medsettle.gateway.cli.demo;

import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.cli.demo.HisAnswer.OutcomeState;
import org.medsettle.gateway.cli.demo.Witness.Fate;
import org.medsettle.gateway.cli.demo.Witness.Undone;

/**
 * Asks S102 for every key that was ever sent: what was acknowledged is there as it was answered, undone or not as the
 * client knows, what was refused is refused, what never came is not there.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class OutcomeSweep implements Sweep {
    private final Scene scene;
    private final Witness witness;

    OutcomeSweep(Scene scene) {
        this.scene = scene;
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
        Fate fate = witness.fate(row);
        if (!answer.isOk()) {
            add(row, "S102 answers " + answer);
        } else if (answer.outcomeState != (fate == Fate.NEVER_CAME ? OutcomeState.NEVER_SEEN : OutcomeState.DONE)) {
            add(row, "found " + answer.outcomeState);
        } else {
            checkFirstAnswer(row, fate, answer);
        }
    }

    private void checkFirstAnswer(int row, Fate fate, HisAnswer answer) {
        switch (fate) {
            case UNKNOWN -> add(row, "was never resolved");
            case NEVER_CAME -> {}
            case REFUSED -> expect(row, "code", witness.code(row), answer.firstCode);
            case BURIED -> expect(row, "code", ResultCode.REVERSED_BEFORE_ARRIVAL.number(), answer.firstCode);
            case DONE -> {
                expect(row, "code", ResultCode.OK.number(), answer.firstCode);
                if (witness.isSettlement(row)) {
                    checkSettlement(row, answer);
                }
            }
        }
    }

    private void checkSettlement(int row, HisAnswer answer) {
        expect(row, "setl_id", witness.setlId(row), answer.setlId);
        expect(row, "medfee_sumamt", witness.medfeeFen(row), answer.medfeeFen);
        expect(row, "acct_pay", witness.accountFen(row), answer.accountFen);
        expect(row, "the whole output", witness.outputHash(row), answer.outputHash);
        String undone =
                witness.undone(row) == Undone.NO ? "" : witness.undone(row).name();
        if (!undone.equals(answer.undoneBy)) {
            add(row, "undone_by is '" + answer.undoneBy + "'");
        }
    }

    private void expect(int row, String what, long expected, long actual) {
        if (expected != actual) {
            add(row, what + ": expected " + expected + ", found " + actual);
        }
    }

    private void add(int row, String what) {
        scene.violations()
                .add("audit, " + witness.transaction(row) + " "
                        + scene.ids().text(witness.venue(row), witness.number(row)) + " (" + witness.fate(row)
                        + ", undone " + witness.undone(row) + "): " + what);
    }
}
