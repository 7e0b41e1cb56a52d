package org.medsettle.bench.suite;

import java.nio.file.Path;
import java.util.Set;

/**
 * How a suite runs.
 *
 * <p>Units: seconds.
 *
 * @param steps to be run
 * @param accounts of every population but the large one
 * @param manyAccounts of the large one
 * @param seconds measured in every run
 * @param warmUpSeconds before the first run
 * @param runs of everything
 * @param directory where data goes, and is deleted again
 * @param out where the report is written
 */
public record SuiteConfig(
        Set<Step> steps,
        int accounts,
        int manyAccounts,
        int seconds,
        int warmUpSeconds,
        int runs,
        Path directory,
        Path out) {
    /** Institutions that share the settlements in process and at the peers. */
    static final int INSTITUTIONS = 5_000;

    /** Bound of a node's stores. */
    static final long OFF_HEAP_BYTES = 12L << 30;

    public SuiteConfig {
        steps = Set.copyOf(steps);
    }
}
