package org.medsettle.gateway;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.ResultCode;
import org.medsettle.common.EpochClock;
import org.medsettle.common.FatalErrorHandler;
import org.medsettle.common.LogEvent;
import org.medsettle.common.MemoryExhaustedException;
import org.medsettle.common.ThreadSafe;
import org.medsettle.engine.RecoveryRefusedException;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.DataDirectoryException;
import org.medsettle.gateway.admin.AdminServer;
import org.medsettle.gateway.admin.BuildInfo;
import org.medsettle.gateway.admin.NodeControl;
import org.medsettle.gateway.admin.NodeMetrics;
import org.medsettle.gateway.admin.NodeStatus;
import org.medsettle.gateway.admin.ReloadOutcome;
import org.medsettle.gateway.admin.drop.DropFolder;
import org.medsettle.gateway.admission.Admission;
import org.medsettle.gateway.config.ConfigOutcome;
import org.medsettle.gateway.config.NodeConfig;
import org.medsettle.gateway.his.HisConfig;
import org.medsettle.gateway.his.HisLimits;
import org.medsettle.gateway.his.HisMetrics;
import org.medsettle.gateway.his.HisServer;
import org.medsettle.gateway.his.HisTransaction;
import org.medsettle.gateway.his.InquiryDesk;
import org.medsettle.gateway.link.EngineLink;
import org.medsettle.gateway.log.Logging;
import org.medsettle.gateway.pos.PosSecurity;
import org.medsettle.gateway.pos.PosServer;
import org.medsettle.gateway.trail.AuditEntry;
import org.medsettle.gateway.trail.AuditSubject;
import org.medsettle.gateway.trail.FileAuditTrail;
import org.medsettle.gateway.transport.SwappableSecurity;
import org.medsettle.journal.JournalFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node: the core and its doors, and the only place that sees all of them. Start reading here.
 *
 * <p>Threads: started and closed by one thread; the status from any. Failure: what the core refuses to open with; a port
 * that cannot be had is an {@link IOException}.
 */
@ThreadSafe
public final class ServerMain implements AutoCloseable, NodeStatus, NodeControl {
    private static final Logger LOG = LoggerFactory.getLogger(ServerMain.class);
    /** What a stop may take beside the drain itself: closing doors, stores and the journal. */
    private static final long CLOSING_MS = 10_000;

    private final NodeConfig config;
    private volatile String notReady = "recovering";
    private final NodeMetrics metrics;
    private final Admission admission = new Admission();
    private final ConfigOutcome.Loaded loaded;
    private final Supplier<ConfigOutcome> source;
    private final AtomicLong hisConnections = new AtomicLong();
    private final PosMeterHooks posHooks;
    private final NodeFence fence;
    private volatile @Nullable DataDirectory directory;
    private volatile @Nullable NodeCore core;
    private volatile @Nullable EngineLink engineLink;
    private volatile @Nullable HisServer his;
    private volatile @Nullable PosServer pos;
    private volatile @Nullable AdminServer admin;
    private volatile @Nullable FileAuditTrail trail;
    private volatile @Nullable DropFolder drop;
    private volatile @Nullable NodeReload reload;

    private ServerMain(ConfigOutcome.Loaded loaded, Supplier<ConfigOutcome> source, FatalErrorHandler fatal) {
        this.loaded = loaded;
        this.source = source;
        config = loaded.config();
        fence = new NodeFence(fatal);
        metrics = new NodeMetrics(this, transactions(), PosMeterHooks.messages());
        posHooks = new PosMeterHooks(metrics);
    }

    /** Recovers the ledger, warms up and opens the doors; the node is ready when this returns. */
    public static ServerMain start(NodeConfig config, EpochClock clock, FatalErrorHandler fatal) throws IOException {
        return start(
                new ConfigOutcome.Loaded(config, List.of()),
                () -> new ConfigOutcome.Refused(
                        List.of("this node's configuration is no file that could be read again")),
                clock,
                fatal);
    }

    private static ServerMain start(
            ConfigOutcome.Loaded loaded, Supplier<ConfigOutcome> source, EpochClock clock, FatalErrorHandler fatal)
            throws IOException {
        ServerMain node = new ServerMain(loaded, source, fatal);
        try {
            node.open(clock);
            return node;
        } catch (IOException | RuntimeException | Error failed) {
            node.close();
            throw failed;
        }
    }

    private void open(EpochClock clock) throws IOException {
        FileDescriptors.check(config);
        long from = System.nanoTime();
        DataDirectory held = DataDirectory.open(config.data().dir());
        directory = held;
        EngineLink link = NodeCore.newLink(config);
        engineLink = link;
        openAdmin(link, clock);
        NodeCore opened = NodeCore.open(
                config,
                new NodeCore.Surroundings(
                        held,
                        link,
                        clock,
                        (durationNs, records, bytes) -> metrics.journalSynced(durationNs, records),
                        fence,
                        new RecoveryProgress(words -> notReady = words)));
        core = opened;
        metrics.watch(opened, clock);
        metrics.watch(admission);
        metrics.watchLog(Logging::lines, Logging::leftOut);
        LogEvent.RECOVERED
                .by(LOG)
                .addKeyValue("sequence", opened.journal().durableSequence())
                .log(
                        "recovered sequence {} in {} ms: {}",
                        opened.journal().durableSequence(),
                        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from),
                        opened.engine().recovery());
        HisServer hisDoor = new HisServer(
                HisConfig.of(config.his(), config.drainTimeoutMs()),
                link,
                new HisLimits(admission, new InquiryDesk(config.lists().inquiriesPerMinute(), this::recordInquiry)),
                clock,
                new HisMeters());
        his = hisDoor;
        bind(hisDoor);
        PosSecurity security = PosSecurity.load(config.pos());
        SwappableSecurity posTls = new SwappableSecurity(security.tls());
        NodeReload reloading = new NodeReload(source, loaded, admission, posTls, security.tls());
        reload = reloading;
        metrics.watchReload(reloading::succeeded, reloading::certificateEndsSeconds);
        PosServer posDoor = new PosServer(
                config.pos(), config.drainTimeoutMs(), link, admission, clock, posHooks, security.with(posTls));
        pos = posDoor;
        posDoor.bind();
        if (!config.lists().dropDir().isEmpty()) {
            drop = DropFolder.start(
                    Path.of(config.lists().dropDir()), config.lists().dropScanMs(), link, metrics.feeds());
        }
        notReady = "";
        AdminServer adminDoor = admin;
        if (adminDoor != null) {
            adminDoor.sweepCards();
        }
    }

    /** Opens the admin door before there is a ledger, so that whoever waits for the node can see how far it is. */
    private void openAdmin(EngineLink link, EpochClock clock) throws IOException {
        FileAuditTrail opening = FileAuditTrail.open(config.data().dir().resolve("audit"), clock);
        trail = opening;
        metrics.watch(opening);
        admin = AdminServer.start(config.admin(), link, this, new CoreSnapshots(() -> core), metrics, opening, this);
    }

    /** The trail forces it with the next calls of operators; the institution's answer does not wait for that. */
    private void recordInquiry(String institution, String operator, long cardKey, boolean admitted) {
        FileAuditTrail calls = trail;
        if (calls != null) {
            calls.record(
                    new AuditEntry(
                            institution + "/" + operator,
                            "his",
                            "S101",
                            AuditSubject.card(cardKey),
                            admitted ? 200 : 429,
                            admitted ? ResultCode.OK.name() : ResultCode.BUSY.name(),
                            0),
                    written -> {});
        }
    }

    /** The door's bind lets Netty's own exception through, checked or not; here it gets the address it is about. */
    private void bind(HisServer hisDoor) throws IOException {
        try {
            hisDoor.bind();
        } catch (Exception failed) {
            throw new IOException(
                    "cannot listen on " + config.his().host() + ":"
                            + config.his().port() + " (his.host, his.port): " + failed.getMessage(),
                    failed);
        }
    }

    /**
     * Runs a node until the process is told to stop; SIGTERM drains it, a second one ends it at once, and SIGHUP has it read
     * its configuration from {@code source} again. Comes back only when the node could not start, with the exit code, after saying on {@code problems} in one line what to do.
     */
    public static int run(
            ConfigOutcome.Loaded loaded, Supplier<ConfigOutcome> source, PrintStream out, PrintStream problems)
            throws InterruptedException {
        NodeConfig config = loaded.config();
        Logging.apply(config.log(), config.name());
        ServerMain node;
        try {
            node = start(loaded, source, System::currentTimeMillis, new ProcessHalt());
        } catch (RecoveryRefusedException refused) {
            problems.println("medsettle: the journal in " + config.data().dir() + " is refused: " + refused.getMessage()
                    + "; keep it, and run: medsettle verify " + config.data().dir());
            return FatalErrorHandler.Reason.RECOVERY_REFUSED.exitCode();
        } catch (JournalFailedException failed) {
            problems.println("medsettle: the journal in " + config.data().dir() + " cannot be used: "
                    + ProcessHalt.describe(failed) + "; look after the disk");
            return FatalErrorHandler.Reason.JOURNAL_FAILED.exitCode();
        } catch (MemoryExhaustedException | OutOfMemoryError tooSmall) {
            problems.println("medsettle: not enough memory for the ledger in "
                    + config.data().dir() + ": " + tooSmall.getMessage() + "; nothing is lost, start it with more");
            return FatalErrorHandler.Reason.MEMORY_EXHAUSTED.exitCode();
        } catch (DataDirectoryException | IOException failed) {
            problems.println("medsettle: cannot start: " + failed.getMessage());
            return 1;
        }
        new NodeStop(node::close, config.drainTimeoutMs() + CLOSING_MS, out, Runtime.getRuntime()::halt).install();
        ProcessSignals.handle(node::onHangUp, "HUP");
        out.println("his door: http://" + config.his().host() + ":"
                + node.hisAddress().getPort());
        node.posAddresses()
                .forEach(address -> out.println("pos door: " + config.pos().host() + ":" + address.getPort()));
        out.println("admin door: http://" + config.admin().host() + ":" + node.adminPort());
        LogEvent.READY
                .by(LOG)
                .addKeyValue("his", node.hisAddress().getPort())
                .addKeyValue("admin", node.adminPort())
                .addKeyValue("version", version())
                .log("the doors are open");
        out.println("ready");
        out.flush();
        Thread.currentThread().join();
        return 0;
    }

    /** SIGHUP, on a thread of its own. */
    private void onHangUp() {
        reload(outcome -> {
            FileAuditTrail calls = trail;
            if (calls != null) {
                calls.record(
                        new AuditEntry(
                                "",
                                "",
                                "SIGNAL HUP",
                                AuditSubject.named(AuditSubject.Type.CONFIGURATION, "reload"),
                                0,
                                (outcome.problems().isEmpty() ? ResultCode.OK : ResultCode.FIELD_INVALID).name(),
                                0),
                        written -> {});
            }
        });
    }

    @Override
    public void reload(Consumer<ReloadOutcome> whenDone) {
        NodeReload reloading = reload;
        if (reloading == null) {
            whenDone.accept(ReloadOutcome.refused(List.of("the node is still starting")));
        } else {
            new Thread(() -> whenDone.accept(reloading.reload()), "reload").start();
        }
    }

    /** Version of this build, {@code development} outside a packaged jar. */
    public static String version() {
        return BuildInfo.ofThisJar().version();
    }

    public InetSocketAddress hisAddress() {
        HisServer door = his;
        if (door == null) {
            throw new IllegalStateException("the node is closed");
        }
        return door.localAddress();
    }

    /** Where the POS door's listeners listen, in the order of the configuration. */
    public List<InetSocketAddress> posAddresses() {
        PosServer door = pos;
        if (door == null) {
            throw new IllegalStateException("the node is closed");
        }
        return door.localAddresses();
    }

    public int adminPort() {
        AdminServer door = admin;
        if (door == null) {
            throw new IllegalStateException("the node is closed");
        }
        return door.port();
    }

    /** Stops accepting, answers what is in flight, forces the journal and lets everything go, in bounded time. */
    @Override
    public void close() {
        notReady = "draining";
        LogEvent.DRAINING.by(LOG).log("draining: what is in flight is answered, nothing new is taken");
        DropFolder folder = drop;
        if (folder != null) {
            folder.close();
        }
        DoorClosing.close(engineLink, his, pos);
        NodeCore opened = core;
        if (opened != null && !opened.engine().drain(TimeUnit.MILLISECONDS.toNanos(config.drainTimeoutMs()))) {
            LogEvent.DRAIN_TIMEOUT
                    .by(LOG)
                    .log(
                            "not everything was answered within {} ms; the journal has what was accepted",
                            config.drainTimeoutMs());
        }
        AdminServer adminDoor = admin;
        if (adminDoor != null) {
            adminDoor.close();
        }
        FileAuditTrail calls = trail;
        if (calls != null) {
            calls.close();
        }
        if (opened != null) {
            opened.close();
        }
        DataDirectory held = directory;
        if (held != null) {
            held.close();
        }
        metrics.close();
        LogEvent.STOPPED.by(LOG).log("stopped");
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public List<String> notReadyReasons() {
        List<String> reasons = new ArrayList<>();
        String reason = notReady;
        if (!reason.isEmpty()) {
            reasons.add(reason);
        }
        String fenced = fence.reason();
        if (fenced != null) {
            reasons.add(fenced);
        }
        NodeCore opened = core;
        if (opened != null) {
            reasons.addAll(opened.diskReasons());
        }
        return reasons;
    }

    @Override
    public long ringCapacity() {
        NodeCore opened = core;
        return opened == null ? 0 : opened.engine().ringSlots();
    }

    @Override
    public long ringUsed() {
        NodeCore opened = core;
        return opened == null ? 0 : opened.engine().ringUsed();
    }

    @Override
    public long appendedSequence() {
        NodeCore opened = core;
        return opened == null ? 0 : opened.journal().appendedSequence();
    }

    @Override
    public long durableSequence() {
        NodeCore opened = core;
        return opened == null ? 0 : opened.journal().durableSequence();
    }

    @Override
    public long connections(String door) {
        AdminServer adminDoor = admin;
        return switch (door) {
            case "his" -> hisConnections.get();
            case "pos" -> posHooks.connections();
            case "admin" -> adminDoor == null ? 0 : adminDoor.connections();
            default -> 0;
        };
    }

    private static List<NodeMetrics.Transaction> transactions() {
        return Arrays.stream(HisTransaction.values())
                .map(transaction -> new NodeMetrics.Transaction(transaction.ordinal(), transaction.infno()))
                .toList();
    }

    /** What the HIS door reports, handed on to the node's metrics. */
    private final class HisMeters implements HisMetrics {
        @Override
        public void onRequest(HisTransaction transaction, ResultCode code, long durationNs) {
            metrics.request(transaction.ordinal(), code, durationNs);
        }

        @Override
        public void onThrottled(HisTransaction transaction, long durationNs) {
            metrics.throttled(transaction.ordinal(), durationNs);
        }

        @Override
        public void onConnectionOpened() {
            hisConnections.incrementAndGet();
        }

        @Override
        public void onConnectionClosed() {
            hisConnections.decrementAndGet();
        }

        @Override
        public void onConnectionRefused() {
            metrics.hisDoor().connectionRefused();
        }

        @Override
        public void onHttpError(int status) {
            metrics.hisDoor().httpError();
        }

        @Override
        public void onDecodeError() {
            metrics.hisDoor().undecoded();
        }

        @Override
        public void onAnswerDropped() {
            metrics.hisDoor().answerDropped();
        }

        @Override
        public void onLoopLag(long lagNs) {
            metrics.loopLag("his", lagNs);
        }

        @Override
        public void onFault(Throwable fault) {
            metrics.hisDoor().fault();
            LogEvent.CONNECTION_FAULT
                    .by(LOG)
                    .addKeyValue("door", "his")
                    .setCause(fault)
                    .log("a HIS connection was closed because its handling threw");
        }
    }
}
