package org.medsettle.bench.load;

import java.nio.file.Path;
import org.medsettle.bench.report.Conditions;
import org.medsettle.command.ResultCode;
import org.medsettle.engine.EngineConfig;

/**
 * Fills a node in this very process and reads how its resident memory grows: per insured person, and per settlement.
 * Meant for a process of its own whose heap is small and touched at start, so that what grows is the ledger.
 *
 * <p>Threads: one. Units: bytes. Invariant: a first part of the population is imported and settled before the first
 * reading, so that classes, compiled code and first chunks are not counted.
 */
public final class MemoryProbe {
    private static final double WARM_UP_SHARE = 0.1;
    private static final long MAX_OFF_HEAP_BYTES = 12L << 30;

    private MemoryProbe() {}

    /**
     * What was read.
     *
     * @param startBytes resident before anything was imported
     * @param beforeBytes resident after the warm-up part
     * @param importedBytes resident after {@code persons} more
     * @param settledBytes resident after {@code settlements} settlements
     */
    public record Reading(
            int persons, long settlements, long startBytes, long beforeBytes, long importedBytes, long settledBytes) {

        public double perPerson() {
            return (double) (importedBytes - beforeBytes) / persons;
        }

        public double perSettlement() {
            return (double) (settledBytes - importedBytes) / settlements;
        }
    }

    /** Imports {@code persons} and settles once for each. */
    public static Reading run(int persons, int lines, Path directory) {
        int warmUp = (int) (persons * WARM_UP_SHARE);
        int all = warmUp + persons;
        PipelineConfig config = new PipelineConfig(
                all, 5_000, lines, 0, 0, 0, 0, true, directory, EngineConfig.DEFAULT, MAX_OFF_HEAP_BYTES, 1);
        SettleScript script = PipelineRun.script(config);
        try (PipelineNode node = new PipelineNode(config)) {
            long start = residentBytes();
            node.importPopulation(0, warmUp, config.institutions());
            settle(node, script, 0, warmUp);
            long before = residentBytes();
            node.importPopulation(warmUp, persons, 0);
            long imported = residentBytes();
            long known = node.replies().count(ResultCode.OK);
            settle(node, script, warmUp, all);
            long settlements = node.replies().count(ResultCode.OK) - known;
            return new Reading(persons, settlements, start, before, imported, residentBytes());
        }
    }

    private static void settle(PipelineNode node, SettleScript script, int from, int to) {
        for (int number = from; number < to; number++) {
            script.fill(node.command(), number);
            node.offer(0);
        }
        node.awaitReplies();
    }

    static long residentBytes() {
        return Conditions.processBytes(ProcessHandle.current().pid(), "VmRSS");
    }
}
