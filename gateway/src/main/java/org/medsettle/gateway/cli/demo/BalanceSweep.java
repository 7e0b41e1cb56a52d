package org.medsettle.gateway.cli.demo;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.CredentialType;

/** Asks 1101 for the balance of every account that has moved; a citizen id is shown, which no list can refuse. */
@ThreadConfined(Threads.EVENT_LOOP)
final class BalanceSweep implements Sweep {
    private final Scene scene;
    private final int[] persons;

    BalanceSweep(Scene scene) {
        this.scene = scene;
        persons = scene.books().touched().stream().toArray();
    }

    @Override
    public int size() {
        return persons.length;
    }

    @Override
    public byte[] request(int index) {
        Insured person = scene.population().person(persons[index]);
        int venue = index % scene.population().venues().size();
        return scene.encoder().inquire(venue, person, CredentialType.CITIZEN_ID, false);
    }

    @Override
    public void check(int index, HisAnswer answer) {
        if (!answer.isOk()) {
            scene.violations().add("audit, 1101 of person " + persons[index] + ": " + answer);
            return;
        }
        scene.violations()
                .expectEqual(
                        "audit, balance of person " + persons[index],
                        scene.books().balanceFen(persons[index]),
                        answer.balanceFen);
    }
}
