package org.medsettle.bench.load;

import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.medsettle.command.Command;
import org.medsettle.command.ResultCode;
import org.medsettle.common.FatalErrorHandler;
import org.medsettle.engine.Engine;
import org.medsettle.engine.EngineCounters.Gauge;
import org.medsettle.engine.EngineParts;
import org.medsettle.engine.SnapshotConfig;
import org.medsettle.engine.SnapshotParts;
import org.medsettle.engine.Warmup;
import org.medsettle.engine.WarmupConfig;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.PathFiles;
import org.medsettle.journal.JournalConfig;
import org.medsettle.journal.JournalCounters;
import org.medsettle.journal.JournalId;
import org.medsettle.journal.LocalJournal;
import org.medsettle.store.RealStores;
import org.medsettle.store.StoreConfig;

/**
 * A whole node without doors: real engine, real journal in a directory of its own, real stores.
 *
 * <p>Threads: made, fed and closed by one thread. Failure: a stage that fails ends the process with its exit code.
 */
public final class PipelineNode implements AutoCloseable {
    private static final int LANE = 0;
    private static final long DRAIN_TIMEOUT_NS = 60_000_000_000L;
    private static final long BUSY_PAUSE_NS = 50_000;
    private static final long MAX_SYNC_NS = 60_000_000_000L;
    private static final long WARM_UP_BYTES = 512L << 20;
    private static final FatalErrorHandler FATAL = (reason, what, cause) -> {
        System.err.println("bench: " + what + ": " + cause);
        Runtime.getRuntime().halt(reason.exitCode());
        return new AssertionError(what, cause);
    };

    private final TemporaryDirectory temporary;
    private final DataDirectory data;
    private final LocalJournal journal;
    private final Engine engine;
    private final ReplyCounter replies = new ReplyCounter();
    private final Histogram syncNs = new Histogram(1, MAX_SYNC_NS, 3);
    private final Command command = new Command();
    private volatile boolean recordingSyncs;
    private long offered;

    /** Opens an empty node. */
    public PipelineNode(PipelineConfig config) {
        this(config, SnapshotConfig.ON_REQUEST, TemporaryDirectory.in(config.directory()));
    }

    /** Opens a node on what {@code temporary} holds already. */
    PipelineNode(PipelineConfig config, SnapshotConfig snapshotConfig, TemporaryDirectory temporary) {
        this.temporary = temporary;
        data = DataDirectory.open(temporary.path());
        DiskFiles files = new PathFiles(data.journal());
        journal = LocalJournal.open(
                config.sync() ? files : new UnsyncedFiles(files),
                JournalConfig.DEFAULT,
                JournalId.random(),
                System::currentTimeMillis,
                (durationNs, records, bytes) -> {
                    if (recordingSyncs) {
                        syncNs.recordValue(Math.min(durationNs, MAX_SYNC_NS));
                    }
                });
        SnapshotParts snapshots =
                new SnapshotParts(new PathFiles(data.snapshots()), snapshotConfig, () -> journal.counters()
                        .bytesSynced());
        engine = Engine.open(
                config.engine(),
                new EngineParts(
                        () -> RealStores.create(StoreConfig.of(config.accounts(), config.maxOffHeapBytes())),
                        journal,
                        snapshots,
                        System::currentTimeMillis,
                        replies,
                        FATAL,
                        sequence -> {}));
    }

    /** What a node does before it opens its doors. */
    static void warmUp(PipelineConfig config) {
        Warmup.run(
                WarmupConfig.DEFAULT,
                config.engine(),
                () -> RealStores.create(StoreConfig.inSmallPieces(Warmup.PERSONS, WARM_UP_BYTES)));
    }

    /** Imports institutions, persons and cards, and puts listed cards on the list; answers when all of it is durable. */
    public void importPopulation(int firstPerson, int persons, int institutions) {
        SyntheticPopulation population = new SyntheticPopulation();
        for (int i = 0; i < institutions; i++) {
            population.institution(command, i);
            offer(0);
        }
        for (int i = firstPerson; i < firstPerson + persons; i++) {
            population.person(command, i);
            offer(0);
            population.card(command, i);
            offer(0);
            if (SyntheticPopulation.isListed(i)) {
                population.listing(command, i);
                offer(0);
            }
        }
        awaitReplies();
    }

    /** The command that {@link #offer} sends. */
    Command command() {
        return command;
    }

    /** Offers the command once; false when the engine has no room for it just now. */
    boolean tryOffer(long correlation) {
        ResultCode code = engine.offer(command.from(LANE, correlation));
        if (code != ResultCode.OK && code != ResultCode.BUSY) {
            throw new IllegalStateException("the engine answered " + code);
        }
        offered += code == ResultCode.OK ? 1 : 0;
        return code == ResultCode.OK;
    }

    /** Offers the command until there is room on the ring; a full ring is waited for, never counted as a failure. */
    void offer(long correlation) {
        while (!tryOffer(correlation)) {
            LockSupport.parkNanos(BUSY_PAUSE_NS);
        }
    }

    /** Waits until everything offered has been answered. */
    void awaitReplies() {
        long deadline = System.nanoTime() + DRAIN_TIMEOUT_NS;
        while (replies.settles() + replies.others() < offered) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("no reply for a minute");
            }
            LockSupport.parkNanos(BUSY_PAUSE_NS);
        }
    }

    /** From now on forces are recorded one by one. */
    void recordSyncs() {
        recordingSyncs = true;
    }

    ReplyCounter replies() {
        return replies;
    }

    JournalCounters journal() {
        return journal.counters();
    }

    /** Durations of recorded forces; read after {@link #close}. */
    Histogram syncNs() {
        return syncNs;
    }

    /** The engine, for snapshots and for how it was started. */
    Engine engine() {
        return engine;
    }

    /** As {@link #close}, but what is on the disk stays. */
    void stop() {
        engine.drain(DRAIN_TIMEOUT_NS);
        engine.close();
        data.close();
    }

    /** A figure of the ledger as of the last finished batch. */
    public long gauge(Gauge gauge) {
        return engine.counters().get(gauge);
    }

    @Override
    public void close() {
        stop();
        temporary.close();
    }
}
