package org.medsettle.gateway;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.medsettle.common.EpochClock;
import org.medsettle.common.FatalErrorHandler;
import org.medsettle.common.LogEvent;
import org.medsettle.common.ThreadSafe;
import org.medsettle.engine.Engine;
import org.medsettle.engine.EngineConfig;
import org.medsettle.engine.EngineParts;
import org.medsettle.engine.SnapshotConfig;
import org.medsettle.engine.SnapshotParts;
import org.medsettle.engine.Warmup;
import org.medsettle.engine.WarmupConfig;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.PathFiles;
import org.medsettle.gateway.config.NodeConfig;
import org.medsettle.gateway.config.SnapshotsConfig;
import org.medsettle.gateway.link.EngineLink;
import org.medsettle.journal.JournalConfig;
import org.medsettle.journal.JournalId;
import org.medsettle.journal.LocalJournal;
import org.medsettle.journal.SupplyState;
import org.medsettle.journal.SyncListener;
import org.medsettle.store.RealStores;
import org.medsettle.store.StoreConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The core of a node without its doors: data directory, journal, stores and engine, opened in that order and closed in the
 * other.
 *
 * <p>Threads: opened and closed by one thread. Failure: {@code DataDirectoryException} when the directory is another
 * process's or of a newer format; {@code RecoveryRefusedException} when the journal may not be trusted.
 */
@ThreadSafe
final class NodeCore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeCore.class);
    private static final int JOURNAL_BATCH_BYTES = 4 << 20;
    private static final long WARM_UP_ACCOUNTS = 1_000;
    private static final long WARM_UP_BYTES = 256L << 20;

    private final EngineLink link;
    private final LocalJournal journal;
    private final Engine engine;
    private final DiskWatch disk;
    private final CoreFigures figures;

    /**
     * What a core is opened in; its owner closes the directory behind it.
     *
     * @param progress is told the sequence recovery has come to, now and then
     */
    record Surroundings(
            DataDirectory directory,
            EngineLink link,
            EpochClock clock,
            SyncListener syncs,
            FatalErrorHandler fatal,
            LongConsumer progress) {}

    private NodeCore(EngineLink link, LocalJournal journal, Engine engine, DiskWatch disk, CoreFigures figures) {
        this.link = link;
        this.journal = journal;
        this.engine = engine;
        this.disk = disk;
        this.figures = figures;
    }

    /** Recovers the ledger and puts the configured rules in force. */
    static NodeCore open(NodeConfig config, Surroundings around) throws IOException {
        DataDirectory directory = around.directory();
        EpochClock clock = around.clock();
        EngineLink link = around.link();
        long fromNs = System.nanoTime();
        warmUp(config);
        long warmNs = System.nanoTime();
        LocalJournal journal = LocalJournal.open(
                new PathFiles(directory.journal()),
                new JournalConfig(config.data().segmentBytes(), JOURNAL_BATCH_BYTES, TimeUnit.SECONDS.toNanos(10)),
                JournalId.random(),
                clock,
                around.syncs());
        EngineConfig sizes = engineConfig(config);

        SnapshotParts snapshots = new SnapshotParts(
                new PathFiles(directory.snapshots()),
                snapshotConfig(config.snapshots()),
                () -> journal.counters().bytesSynced(),
                () -> directory.usableBytes()
                        - config.data().reserveBytes()
                        - config.data().segmentBytes());
        StoreConfig stores =
                StoreConfig.of(config.store().maxAccounts(), config.store().offHeapBytes(DirectMemory.limitBytes()));
        Engine engine = Engine.open(
                sizes,
                new EngineParts(
                        () -> RealStores.create(stores),
                        journal,
                        snapshots,
                        clock,
                        link,
                        around.fatal(),
                        around.progress()));
        CoreFigures.StartFacts start = new CoreFigures.StartFacts(
                warmNs - fromNs,
                System.nanoTime() - warmNs,
                sizes.reservedSlots(),
                config.data().reserveBytes(),
                stores);
        link.connect(engine);
        configure(engine, link, config);
        DiskWatch disk = new DiskWatch(
                        DiskWatch.Disk.of(directory, engine),
                        config.data().reserveBytes(),
                        config.data().segmentBytes(),
                        System::nanoTime)
                .start();
        CoreFigures figures = new CoreFigures(directory, journal, engine, snapshots.counters(), start, disk);
        return new NodeCore(link, journal, engine, disk, figures);
    }

    /** The link between doors and engine, which is there before the engine is. */
    static EngineLink newLink(NodeConfig config) {
        return new EngineLink(config.engine().ringSize());
    }

    /** On a throw-away ledger, before the real one takes its memory. */
    private static void warmUp(NodeConfig config) {
        Warmup.Done done = Warmup.run(
                new WarmupConfig(
                        TimeUnit.MILLISECONDS.toNanos(config.engine().warmUpMs()),
                        WarmupConfig.DEFAULT.maxSettlements()),
                engineConfig(config),
                () -> RealStores.create(StoreConfig.inSmallPieces(WARM_UP_ACCOUNTS, WARM_UP_BYTES)));
        LogEvent.WARMED_UP.by(LOG).log(done.describe());
    }

    private static SnapshotConfig snapshotConfig(SnapshotsConfig config) {
        return new SnapshotConfig(
                config.keep(),
                TimeUnit.SECONDS.toNanos(config.intervalSeconds()),
                config.journalBytes(),
                config.bytesPerSecond());
    }

    private static EngineConfig engineConfig(NodeConfig config) {
        int slots = config.engine().ringSize();
        return new EngineConfig(
                slots,
                slots * config.engine().reservedPercent() / 100,
                EngineConfig.DEFAULT.maxBatch(),
                EngineConfig.Wait.valueOf(config.engine().waitStrategy().toUpperCase(Locale.ROOT)));
    }

    /** A node whose settings are refused must not serve by those of before. */
    private static void configure(Engine engine, EngineLink link, NodeConfig config) throws IOException {
        try {
            new StartCommands(link).run(config);
        } catch (IOException refused) {
            engine.close();
            throw refused;
        }
    }

    EngineLink link() {
        return link;
    }

    Engine engine() {
        return engine;
    }

    LocalJournal journal() {
        return journal;
    }

    /** What the metrics read. */
    CoreFigures figures() {
        return figures;
    }

    /** Why the disk lets the node do less than it should; empty when it does not. */
    List<String> diskReasons() {
        List<String> reasons = new ArrayList<>(disk.reasons());
        if (journal.supplyState() == SupplyState.FAILING) {
            reasons.add("journal cannot prepare its next segment: is the disk full?");
        }
        return reasons;
    }

    /** Closes engine and journal. Drain the engine first. */
    @Override
    public void close() {
        disk.close();
        engine.close();
    }
}
