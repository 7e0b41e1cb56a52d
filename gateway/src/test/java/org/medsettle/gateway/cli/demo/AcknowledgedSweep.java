package org.medsettle.gateway.cli.demo;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** Asks 5203 for every settlement that was ever acknowledged, by its id, and counts those that are not there as answered. */
@ThreadConfined(Threads.EVENT_LOOP)
final class AcknowledgedSweep implements Sweep {
    private static final byte[] NOTHING = {};

    private final Scene scene;
    private final Witness witness;
    private long asked;
    private long lost;

    AcknowledgedSweep(Scene scene) {
        this.scene = scene;
        witness = scene.witness();
    }

    @Override
    public int size() {
        return witness.size();
    }

    @Override
    public byte[] request(int row) {
        if (!witness.isSettlement(row)) {
            return NOTHING;
        }
        Insured person = scene.population().person(witness.person(row));
        return scene.encoder().settlement(witness.venue(row), person, witness.setlId(row), witness.mdtrtId(row));
    }

    @Override
    public void check(int row, HisAnswer answer) {
        asked++;
        if (!answer.isOk() || answer.setlId != witness.setlId(row) || answer.medfeeFen != witness.medfeeFen(row)) {
            lost++;
        }
    }

    /** Settlements asked for. */
    long asked() {
        return asked;
    }

    /** Those that were not there. */
    long lost() {
        return lost;
    }
}
