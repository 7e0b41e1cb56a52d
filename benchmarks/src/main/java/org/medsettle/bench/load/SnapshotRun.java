package org.medsettle.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.medsettle.bench.open.Pacer;
import org.medsettle.engine.EngineCounters.Gauge;
import org.medsettle.engine.SnapshotConfig;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.PathFiles;
import org.medsettle.journal.RecoveryOutcome;
import org.medsettle.snapshot.SnapshotInfo;

/**
 * Snapshots under load, and starts from them: a node is filled, settles at a fixed rate with and without a snapshot being
 * taken, is stopped, starts again from the snapshot and the journal behind it, and once more from the journal alone.
 *
 * <p>Threads: the caller's is the producer. Units: nanoseconds. Latencies are from intended send times.
 */
public final class SnapshotRun {
    private static final long PACE_PAUSE_NS = 20_000;

    private final PipelineConfig config;
    private final SnapshotConfig snapshots;
    private final SettleScript script;
    private final Mix mix;

    /** @param bytesPerSecond most bytes of a snapshot written in a second; 0 for no bound */
    public SnapshotRun(PipelineConfig config, long bytesPerSecond) {
        this.config = config;
        this.snapshots = new SnapshotConfig(2, 0, 0, bytesPerSecond);
        this.script = PipelineRun.script(config);
        this.mix = new Mix(0, config.repeatShare(), config.seed());
    }

    /** What came of it. {@code without} and {@code during} are reply delays. */
    public record Result(
            Histogram without,
            Histogram during,
            SnapshotInfo snapshot,
            long snapshotNs,
            long tailCommands,
            Start start,
            Start replay) {}

    /**
     * One start of the node, until it could take commands.
     *
     * @param records records read from the journal, of which those behind the snapshot were replayed
     */
    public record Start(long ns, long records, long residentBytes) {}

    public Result run() throws Exception {
        TemporaryDirectory directory = TemporaryDirectory.in(config.directory());
        try (directory) {
            Taken taken = take(directory);
            Start start = start(directory);
            deleteSnapshots(directory.path());
            Start replay = start(directory);
            return new Result(
                    taken.without,
                    taken.during,
                    taken.info,
                    taken.durationNs,
                    taken.last - taken.info.sequence(),
                    start,
                    replay);
        }
    }

    private Start start(TemporaryDirectory directory) {
        long startNs = System.nanoTime();
        PipelineNode node = new PipelineNode(config, snapshots, directory);
        long startedNs = System.nanoTime() - startNs;
        long records = node.engine().recovery() instanceof RecoveryOutcome.Clean clean ? clean.records() : -1;
        long resident = MemoryProbe.residentBytes();
        node.stop();
        return new Start(startedNs, records, resident);
    }

    /** What is left to start from is the journal, whole. */
    private static void deleteSnapshots(Path directory) throws IOException {
        DataDirectory data = DataDirectory.open(directory);
        try (data) {
            PathFiles files = new PathFiles(data.snapshots());
            for (String name : files.list()) {
                files.delete(name);
            }
        }
    }

    /** Warmed up as a node is. In a method of its own, so that the first node's memory can go before the second starts. */
    private Taken take(TemporaryDirectory directory) throws Exception {
        PipelineNode.warmUp(config);
        PipelineNode node = new PipelineNode(config, snapshots, directory);
        node.importPopulation(0, config.accounts(), config.institutions());
        pace(node, config.warmupSeconds(), null);
        Histogram without = pace(node, config.seconds(), null);
        long snapshotStartNs = System.nanoTime();
        CompletableFuture<SnapshotInfo> taken = node.engine().snapshot();
        Histogram during = pace(node, 0, taken);
        long snapshotNs = System.nanoTime() - snapshotStartNs;
        SnapshotInfo info = taken.get(10, TimeUnit.MINUTES);
        pace(node, config.seconds(), null);
        long last = node.gauge(Gauge.APPLIED_SEQUENCE);
        node.stop();
        return new Taken(without, during, info, snapshotNs, last);
    }

    private record Taken(Histogram without, Histogram during, SnapshotInfo info, long durationNs, long last) {}

    /** Offers at the rate for some seconds, or until something is done, and answers the reply delays. */
    private Histogram pace(PipelineNode node, int seconds, @Nullable CompletableFuture<?> until) {
        node.awaitReplies();
        node.replies().measureAnew();
        Pacer pacer = new Pacer(System.nanoTime(), config.ratePerSecond());
        long total = until == null ? config.ratePerSecond() * seconds : Long.MAX_VALUE;
        for (long next = 0; next < total && (until == null || !until.isDone()); ) {
            long due = Math.min(total, pacer.dueBy(System.nanoTime()));
            for (; next < due; next++) {
                script.fill(node.command(), mix.next());
                node.offer(pacer.dueNs(next));
            }
            LockSupport.parkNanos(PACE_PAUSE_NS);
        }
        node.awaitReplies();
        return node.replies().latency().copy();
    }
}
