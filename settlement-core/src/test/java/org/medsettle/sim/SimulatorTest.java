package org.medsettle.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.command.CommandType;
import org.medsettle.command.ResultCode;

/**
 * Thousands of whole lives of a node on a disk and a clock that misbehave. {@code -Dseeds=N} runs more of them, {@code
 * -Dfirst=S} begins at another seed, {@code -Dseed=S} runs one alone; a failure names its seed.
 */
class SimulatorTest {
    private static final long SEEDS = Long.getLong("seeds", 1_200);
    private static final long FIRST = Long.getLong("first", 1);
    private static final long ONLY = Long.getLong("seed", 0);
    /** A run of fewer seeds is no measure of what a simulator reaches. */
    private static final long ENOUGH_SEEDS = 1_000;
    /** What doors answer before there is a command. Digest marks come every 4,096 commands, which is longer than a seed lives. */
    private static final Set<ResultCode> OF_DOORS = EnumSet.of(
            ResultCode.MALFORMED,
            ResultCode.FIELD_MISSING,
            ResultCode.TRANSACTION_UNSUPPORTED,
            ResultCode.SIGNATURE_INVALID,
            ResultCode.CLOCK_SKEW,
            ResultCode.NONCE_REPLAYED,
            ResultCode.INSTITUTION_MISMATCH);

    @Test
    void shouldKeepWhatItHasPromisedWhateverTheDiskDoes() {
        LongStream seeds = ONLY != 0 ? LongStream.of(ONLY) : LongStream.range(FIRST, FIRST + SEEDS);
        Coverage all = new Coverage();

        seeds.parallel().forEach(seed -> all.add(Simulator.run(seed, PlantedBug.NONE)));

        System.out.println(all.words());
        if (ONLY == 0 && SEEDS >= ENOUGH_SEEDS) {
            assertEquals(List.of(), missing(all), "a simulator that never does this does not test it");
        }
    }

    /** Kinds of faults, commands and answers that have not come up at all. */
    private static List<String> missing(Coverage coverage) {
        List<String> missing = new ArrayList<>();
        Arrays.stream(FaultKind.values())
                .filter(kind -> coverage.of(kind) == 0)
                .forEach(kind -> missing.add(kind.name()));
        Arrays.stream(CommandType.values())
                .filter(type -> type != CommandType.DIGEST_MARK && coverage.of(type) == 0)
                .forEach(type -> missing.add(type.name()));
        Arrays.stream(ResultCode.values())
                .filter(code -> code.number() < 9_000 && isOfTheRules(code) && coverage.of(code) == 0)
                .forEach(code -> missing.add(code.name()));
        return missing;
    }

    /** Whether the rules give this answer, and not a door; hospital visits have no rules yet. */
    private static boolean isOfTheRules(ResultCode code) {
        return !OF_DOORS.contains(code) && code != ResultCode.VISIT_UNKNOWN && code != ResultCode.VISIT_CLOSED;
    }

    /** Seeds that have failed once, each for a mistake of its own. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 5, 16, 108, 381, 756, 1207, 1302, 1582})
    void shouldKeepPassingWhereItHasFailed(long seed) {
        assertTrue(Simulator.run(seed, PlantedBug.NONE).of("restarts") > 0);
    }
}
