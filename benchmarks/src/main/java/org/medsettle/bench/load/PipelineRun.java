package org.medsettle.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.medsettle.bench.open.Pacer;
import org.medsettle.bench.report.StageUsage;
import org.medsettle.command.ResultCode;
import org.medsettle.common.Threads;

/**
 * One run: a fresh node is filled, warmed up and measured, then closed and its directory deleted.
 *
 * <p>Threads: the caller's is the producer. Invariant: every run begins with the same state and offers the same commands.
 */
public final class PipelineRun {
    /** The threads whose cost is told. */
    private static final List<String> STAGES =
            List.of(Threads.STATE_MACHINE, Threads.JOURNAL, Threads.REPLY_GATE, "segment-preparer", "chunk-preparer");

    private static final int OFFERS_PER_CLOCK = 64;
    private static final long PACE_PAUSE_NS = 20_000;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final PipelineConfig config;
    private final SettleScript script;

    /** @param script the commands, made once for all runs */
    public PipelineRun(PipelineConfig config, SettleScript script) {
        this.config = config;
        this.script = script;
    }

    /** The commands a run of this configuration offers. */
    public static SettleScript script(PipelineConfig config) {
        return new SettleScript(
                config.accounts(), config.institutions(), config.lines(), System.currentTimeMillis(), config.seed());
    }

    public PipelineResult run() {
        return run(1).get(0);
    }

    /** Measures several times on one and the same node, which goes on growing. */
    public List<PipelineResult> run(int runs) {
        PipelineNode node = new PipelineNode(config);
        try (node) {
            long importStartNs = System.nanoTime();
            node.importPopulation(0, config.accounts(), config.institutions());
            double importSeconds = (double) (System.nanoTime() - importStartNs) / NS_PER_SECOND;
            Mix mix = new Mix(0, config.repeatShare(), config.seed());
            produce(node, mix, config.warmupSeconds());
            if (config.ratePerSecond() > 0) {
                node.awaitReplies();
                node.replies().measure();
            }
            node.recordSyncs();
            List<PipelineResult> results = new ArrayList<>();
            for (int i = 0; i < runs; i++) {
                results.add(measure(node, mix, node.replies().others() / importSeconds));
            }
            return results;
        }
    }

    private PipelineResult measure(PipelineNode node, Mix mix, double importsPerSecond) {
        StageUsage usageBefore = StageUsage.take(STAGES);
        long replies = node.replies().settles();
        long settled = node.replies().count(ResultCode.OK);
        long syncs = node.journal().syncs();
        long syncNanos = node.journal().syncNanosTotal();
        long records = node.journal().recordsSynced();
        long bytes = node.journal().bytesSynced();
        long startNs = System.nanoTime();

        produce(node, mix, config.seconds());

        if (config.ratePerSecond() > 0) {
            node.awaitReplies();
        }
        long endNs = System.nanoTime();
        syncs = Math.max(1, node.journal().syncs() - syncs);
        return new PipelineResult(
                importsPerSecond,
                (double) (endNs - startNs) / NS_PER_SECOND,
                node.replies().settles() - replies,
                node.replies().count(ResultCode.OK) - settled,
                (double) (node.journal().recordsSynced() - records) / syncs,
                (double) (node.journal().syncNanosTotal() - syncNanos) / syncs,
                node.syncNs(),
                node.journal().bytesSynced() - bytes,
                StageUsage.take(STAGES).since(usageBefore),
                node.replies().latency());
    }

    private void produce(PipelineNode node, Mix mix, int seconds) {
        if (config.ratePerSecond() > 0) {
            pace(node, mix, seconds);
        } else {
            saturate(node, mix, seconds);
        }
    }

    /** Keeps the ring full. */
    private void saturate(PipelineNode node, Mix mix, int seconds) {
        long endNs = System.nanoTime() + seconds * NS_PER_SECOND;
        while (System.nanoTime() - endNs < 0) {
            for (int i = 0; i < OFFERS_PER_CLOCK; i++) {
                script.fill(node.command(), mix.next());
                node.offer(0);
            }
        }
    }

    /** Offers each command when it is due, late ones at once; its correlation is its intended time. */
    private void pace(PipelineNode node, Mix mix, int seconds) {
        Pacer pacer = new Pacer(System.nanoTime(), config.ratePerSecond());
        long total = config.ratePerSecond() * seconds;
        long next = 0;
        while (next < total) {
            long due = Math.min(total, pacer.dueBy(System.nanoTime()));
            for (; next < due; next++) {
                script.fill(node.command(), mix.next());
                node.offer(pacer.dueNs(next));
            }
            LockSupport.parkNanos(PACE_PAUSE_NS);
        }
    }
}
