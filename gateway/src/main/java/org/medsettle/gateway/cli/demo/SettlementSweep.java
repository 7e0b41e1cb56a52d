package org.medsettle.gateway.cli.demo;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.cli.demo.Witness.Undone;

/** Asks 5203 for one settlement in so many: its first amounts, its refund flag and where it stands now. */
@ThreadConfined(Threads.EVENT_LOOP)
final class SettlementSweep implements Sweep {
    private static final byte[] NOTHING = {};

    private final Scene scene;
    private final Witness witness;
    private final int oneIn;

    SettlementSweep(Scene scene, int oneIn) {
        this.scene = scene;
        this.oneIn = oneIn;
        witness = scene.witness();
    }

    @Override
    public int size() {
        return witness.size() / oneIn;
    }

    @Override
    public byte[] request(int index) {
        int row = index * oneIn;
        if (!witness.isSettlement(row)) {
            return NOTHING;
        }
        Insured person = scene.population().person(witness.person(row));
        return scene.encoder().settlement(witness.venue(row), person, witness.setlId(row), witness.mdtrtId(row));
    }

    @Override
    public void check(int index, HisAnswer answer) {
        int row = index * oneIn;
        Violations violations = scene.violations();
        if (!answer.isOk()) {
            violations.add("audit, 5203 of setl_id " + witness.setlId(row) + ": " + answer);
            return;
        }
        boolean isCancelling = witness.transaction(row) == Transaction.CANCEL;
        String state = witness.undone(row) == Undone.NO
                ? "SETTLED"
                : witness.undone(row).name();
        violations.expectEqual("audit, setl_id of 5203", witness.setlId(row), answer.setlId);
        violations.expectEqual("audit, medfee_sumamt of 5203", witness.medfeeFen(row), answer.medfeeFen);
        violations.expectEqual("audit, acct_pay of 5203", witness.accountFen(row), answer.accountFen);
        if (!answer.refundFlag.equals(isCancelling ? "1" : "0") || !answer.settlementState.equals(state)) {
            violations.add("audit, 5203 of setl_id " + witness.setlId(row) + " says refd_setl_flag '"
                    + answer.refundFlag + "', setl_state '" + answer.settlementState + "', expected " + state);
        }
    }
}
