package org.medsettle.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * Goal: whichever operation on the disk fails, and in whichever the process dies, nothing that was acknowledged is lost.
 * Method: one run with restarts, a new segment, snapshots and the deletion of what they make needless, again and again, each
 * time with the next operation going wrong, until there is none.
 */
class EveryOperationTest {
    private static final long SEED = 7;
    private static final int LEAST_OPERATIONS = 150;

    @Test
    void shouldKeepItsPromiseWhicheverOperationFails() {
        Coverage coverage = new Coverage();

        int operations = failEach(nth -> faults -> faults.failIn = nth, coverage);

        assertTrue(operations > LEAST_OPERATIONS, "only " + operations + " operations");
        Set<FaultKind> missing = EnumSet.range(FaultKind.FAILED_LIST, FaultKind.FAILED_SIZE);
        missing.removeIf(kind -> coverage.of(kind) > 0);
        assertEquals(Set.of(), missing, "operations that never failed");
        assertTrue(coverage.of("snapshots") > 0, "no snapshot was taken");
    }

    @Test
    void shouldKeepItsPromiseInWhicheverOperationTheProcessDies() {
        Coverage coverage = new Coverage();

        int operations = failEach(nth -> faults -> faults.crashIn = nth, coverage);

        assertTrue(operations > LEAST_OPERATIONS, "only " + operations + " operations");
        assertTrue(coverage.of(FaultKind.POWER_LOSS) > 0 && coverage.of(FaultKind.PROCESS_CRASH) > 0);
    }

    private static int failEach(IntFunction<Consumer<DiskFaults>> fault, Coverage coverage) {
        int nth = 1;
        while (Simulator.runWithOneFault(SEED, nth, fault.apply(nth), coverage)) {
            nth++;
        }
        return nth - 1;
    }
}
