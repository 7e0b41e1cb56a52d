package org.medsettle.sim;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator is worth something: a node with a bug of a kind that it looks for is found out within a few seeds. */
class PlantedBugTest {
    private static final long SEEDS = 60;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldBeFoundWithinAFewSeeds(PlantedBug bug) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                Simulator.run(seed, bug);
            } catch (AssertionError found) {
                assertTrue(found.getMessage().startsWith("seed " + seed), found.getMessage());
                return;
            }
        }
        fail(bug + " was not found in " + SEEDS + " seeds");
    }
}
