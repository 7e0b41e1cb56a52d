package org.medsettle.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.command.SettleBody;
import org.medsettle.state.SettlementStateMachine;
import org.medsettle.store.heap.HeapStores;

/** The invented population imports without a refusal, and the script's commands do what a benchmark says they do. */
class SettleScriptTest {
    private static final int PERSONS = 2_000;
    private static final int INSTITUTIONS = 50;
    private static final long NOW_MS = 1_790_000_000_000L;

    private final SettlementStateMachine machine = new SettlementStateMachine(HeapStores.create());
    private final Command command = new Command();
    private final Reply reply = new Reply();
    private long sequence;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 10})
    void shouldSettleEveryBillButThoseOfListedCards(int lines) {
        importPopulation();
        SettleScript script = new SettleScript(PERSONS, INSTITUTIONS, lines, NOW_MS, 7);
        int listed = 0;

        for (int number = 0; number < 3 * PERSONS; number++) {
            script.fill(command, number);
            apply();
            listed += reply.code() == ResultCode.CARD_ON_INVALID_LIST ? 1 : 0;
            assertTrue(
                    reply.code() == ResultCode.OK || reply.code() == ResultCode.CARD_ON_INVALID_LIST,
                    "number " + number + ": " + reply.code());
        }

        assertEquals(3 * PERSONS / SyntheticPopulation.LISTED_EVERY, listed);
        assertEquals(3 * PERSONS - listed, machine.stores().settlements().count());
    }

    @Test
    void shouldDrawThePersonsWhoSettleFromAllOfThem() {
        SettleScript script = new SettleScript(100, PERSONS, INSTITUTIONS, 0, NOW_MS, 7);
        SettleBody body = new SettleBody();
        Set<String> persons = new HashSet<>();
        for (int number = 0; number < 300; number++) {
            script.fill(command, number);
            body.wrap(command.body(), 0);
            persons.add(body.person());
        }

        assertEquals(100, script.size());
        assertEquals(100, persons.size());
        long late = persons.stream()
                .filter(person -> person.compareTo(SyntheticPopulation.personNumber(PERSONS / 2)) > 0)
                .count();
        assertTrue(late > 20 && late < 80, late + " of the second half");
    }

    @Test
    void shouldBeARepeatWhenTheNumberIsTheSame() {
        importPopulation();
        SettleScript script = new SettleScript(PERSONS, INSTITUTIONS, 3, NOW_MS, 7);

        for (int number = 0; number < 500; number++) {
            script.fill(command, number);
            apply();
            script.fill(command, number);
            apply();
        }

        assertEquals(500, machine.stores().keys().count());
    }

    private void importPopulation() {
        SyntheticPopulation population = new SyntheticPopulation();
        for (int i = 0; i < INSTITUTIONS; i++) {
            population.institution(command, i);
            importOne(i);
        }
        for (int i = 0; i < PERSONS; i++) {
            population.person(command, i);
            importOne(i);
            population.card(command, i);
            importOne(i);
            if (SyntheticPopulation.isListed(i)) {
                population.listing(command, i);
                importOne(i);
            }
        }
        assertEquals(PERSONS, machine.stores().cards().count());
    }

    private void importOne(int index) {
        apply();
        assertEquals(ResultCode.OK, reply.code(), command.type() + " of " + index);
        assertEquals(0, reply.detail(), command.type() + " of " + index + " was there before");
    }

    private void apply() {
        machine.apply(command, ++sequence, NOW_MS, reply);
    }
}
