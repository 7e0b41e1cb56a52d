package org.medsettle.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.CardTermsBody;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ConfigureBody;
import org.medsettle.command.ListTermsBody;
import org.medsettle.command.ResultCode;
import org.medsettle.command.WorkCalendarBody;
import org.medsettle.common.EpochClock;
import org.medsettle.common.FatalErrorHandler;
import org.medsettle.common.LogEvent;
import org.medsettle.common.ThreadSafe;
import org.medsettle.engine.Engine;
import org.medsettle.engine.EngineConfig;
import org.medsettle.engine.EngineParts;
import org.medsettle.engine.SnapshotConfig;
import org.medsettle.engine.SnapshotCounters;
import org.medsettle.engine.SnapshotParts;
import org.medsettle.engine.Warmup;
import org.medsettle.engine.WarmupConfig;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.PathFiles;
import org.medsettle.gateway.admin.CoreReadings;
import org.medsettle.gateway.config.CardTermsConfig;
import org.medsettle.gateway.config.NodeConfig;
import org.medsettle.gateway.config.SnapshotsConfig;
import org.medsettle.gateway.config.WorkCalendar;
import org.medsettle.gateway.link.EngineLink;
import org.medsettle.journal.JournalConfig;
import org.medsettle.journal.JournalId;
import org.medsettle.journal.LocalJournal;
import org.medsettle.journal.RecoveryOutcome;
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
final class NodeCore implements AutoCloseable, CoreReadings {
    private static final Logger LOG = LoggerFactory.getLogger(NodeCore.class);
    private static final int JOURNAL_BATCH_BYTES = 4 << 20;
    private static final long WARM_UP_ACCOUNTS = 1_000;
    private static final long WARM_UP_BYTES = 256L << 20;

    private final DataDirectory directory;
    private final EngineLink link;
    private final LocalJournal journal;
    private final Engine engine;
    private final SnapshotCounters snapshots;
    private final StartFacts start;
    private final DiskWatch disk;

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

    /** What a start has decided once and for all. Units: nanoseconds, slots. */
    private record StartFacts(long warmUpNs, long recoveryNs, int reservedSlots, long reserveBytes) {}

    private NodeCore(
            DataDirectory directory,
            EngineLink link,
            LocalJournal journal,
            Engine engine,
            SnapshotCounters snapshots,
            StartFacts start,
            DiskWatch disk) {
        this.directory = directory;
        this.link = link;
        this.journal = journal;
        this.engine = engine;
        this.snapshots = snapshots;
        this.start = start;
        this.disk = disk;
    }

    /** Recovers the ledger and puts the configured rules in force. */
    static NodeCore open(NodeConfig config, Surroundings around) {
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
                new PathFiles(directory.snapshots()), snapshotConfig(config.snapshots()), () -> journal.counters()
                        .bytesSynced());
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
        StartFacts start = new StartFacts(
                warmNs - fromNs,
                System.nanoTime() - warmNs,
                sizes.reservedSlots(),
                config.data().reserveBytes());
        link.connect(engine);
        configure(engine, config);
        DiskWatch disk = new DiskWatch(
                        DiskWatch.Disk.of(directory.path(), engine),
                        config.data().reserveBytes(),
                        config.data().segmentBytes(),
                        System::nanoTime)
                .start();
        return new NodeCore(directory, link, journal, engine, snapshots.counters(), start, disk);
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
                () -> RealStores.create(StoreConfig.of(WARM_UP_ACCOUNTS, WARM_UP_BYTES)));
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

    /** The first command of every start: settings that rules depend on enter the order like anything else. */
    private static void configure(Engine engine, NodeConfig config) {
        Command command = new Command();
        ConfigureBody body = new ConfigureBody();
        body.wrap(command.reserve(ConfigureBody.BYTES), 0);
        config.rules().write(body, config.store().maxAccounts());
        command.set(CommandType.CONFIGURE, ConfigureBody.BYTES).from(Engine.NO_LANE, 0);
        ResultCode code = engine.offer(command);
        if (code != ResultCode.OK) {
            throw new IllegalStateException("the fresh engine did not take its settings: " + code);
        }
        ListTermsBody terms = new ListTermsBody();
        terms.wrap(command.reserve(ListTermsBody.BYTES), 0);
        config.lists().write(terms);
        command.set(CommandType.LIST_TERMS, ListTermsBody.BYTES).from(Engine.NO_LANE, 0);
        code = engine.offer(command);
        if (code != ResultCode.OK) {
            throw new IllegalStateException("the fresh engine did not take the terms of its lists: " + code);
        }
        configureCards(engine, config.rules().cards());
    }

    /** A calendar that no file is configured for stays as an operator has left it. */
    private static void configureCards(Engine engine, CardTermsConfig cards) {
        Command command = new Command();
        CardTermsBody terms = new CardTermsBody();
        terms.wrap(command.reserve(cards.length()), 0);
        cards.write(terms);
        command.set(CommandType.CARD_TERMS, cards.length()).from(Engine.NO_LANE, 0);
        ResultCode code = engine.offer(command);
        WorkCalendar calendar = cards.calendar();
        if (code == ResultCode.OK && calendar != null) {
            WorkCalendarBody days = new WorkCalendarBody();
            int length = WorkCalendarBody.length(calendar.days());
            days.wrap(command.reserve(length), 0);
            calendar.write(days);
            command.set(CommandType.WORK_CALENDAR, length).from(Engine.NO_LANE, 0);
            code = engine.offer(command);
        }
        if (code != ResultCode.OK) {
            throw new IllegalStateException("the fresh engine did not take the terms of its cards: " + code);
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

    @Override
    public long ringReserved() {
        return start.reservedSlots();
    }

    @Override
    public long refusedByRing() {
        return engine.busyAnswers();
    }

    @Override
    public long journalBytes() {
        return journal.counters().bytesSynced();
    }

    @Override
    public long journalRolls() {
        return journal.counters().rolls();
    }

    @Override
    public long journalRollNs() {
        return journal.counters().rollNanosTotal();
    }

    @Override
    public long journalSupplyFailing() {
        return journal.supplyState() == SupplyState.FAILING ? 1 : 0;
    }

    @Override
    public long tornBytesCut() {
        return journal.counters().tornBytesCut();
    }

    /** A disk that cannot be asked counts as full. */
    @Override
    public long diskFreeBytes() {
        return directory.path().toFile().getUsableSpace();
    }

    @Override
    public long diskBytes() {
        return directory.path().toFile().getTotalSpace();
    }

    @Override
    public long diskReserveBytes() {
        return start.reserveBytes();
    }

    @Override
    public long diskSpaceShort() {
        return disk.isSpaceShort() ? 1 : 0;
    }

    @Override
    public long refusedForSpace() {
        return engine.refusedForSpace();
    }

    @Override
    public long journalStalled() {
        return disk.isStalled() ? 1 : 0;
    }

    /** Why the disk lets the node do less than it should; empty when it does not. */
    List<String> diskReasons() {
        List<String> reasons = new ArrayList<>(disk.reasons());
        if (journal.supplyState() == SupplyState.FAILING) {
            reasons.add("journal cannot prepare its next segment: is the disk full?");
        }
        return reasons;
    }

    @Override
    public long recoveryNs() {
        return start.recoveryNs();
    }

    @Override
    public long recoveredRecords() {
        RecoveryOutcome outcome = engine.recovery();
        if (outcome instanceof RecoveryOutcome.Clean clean) {
            return clean.records();
        }
        return outcome instanceof RecoveryOutcome.TornTail torn ? torn.records() : 0;
    }

    @Override
    public long warmUpNs() {
        return start.warmUpNs();
    }

    @Override
    public @Nullable Newest newestSnapshot() {
        SnapshotCounters.Taken taken = snapshots.newest();
        return taken == null
                ? null
                : new Newest(
                        taken.info().sequence(),
                        taken.info().digest(),
                        taken.atMs(),
                        taken.durationNs(),
                        taken.info().fileBytes());
    }

    @Override
    public long snapshotWritingBytes() {
        return snapshots.writingBytes();
    }

    @Override
    public long snapshotFailures() {
        return snapshots.failures();
    }

    @Override
    public void takeSnapshot() {
        engine.snapshot();
    }

    /** Closes engine and journal. Drain the engine first. */
    @Override
    public void close() {
        disk.close();
        engine.close();
    }
}
