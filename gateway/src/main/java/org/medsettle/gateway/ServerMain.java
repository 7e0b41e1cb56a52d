package org.medsettle.gateway;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.EpochClock;
import org.medsettle.common.FatalErrorHandler;
import org.medsettle.common.LogEvent;
import org.medsettle.common.ThreadSafe;
import org.medsettle.files.DataDirectory;
import org.medsettle.gateway.admin.AdminServer;
import org.medsettle.gateway.admin.BuildInfo;
import org.medsettle.gateway.admin.NodeMetrics;
import org.medsettle.gateway.admin.drop.DropFolder;
import org.medsettle.gateway.admission.Admission;
import org.medsettle.gateway.config.ConfigOutcome;
import org.medsettle.gateway.config.NodeConfig;
import org.medsettle.gateway.his.HisConfig;
import org.medsettle.gateway.his.HisLimits;
import org.medsettle.gateway.his.HisServer;
import org.medsettle.gateway.his.InquiryDesk;
import org.medsettle.gateway.link.EngineLink;
import org.medsettle.gateway.log.Logging;
import org.medsettle.gateway.pos.PosSecurity;
import org.medsettle.gateway.pos.PosServer;
import org.medsettle.gateway.transport.SwappableSecurity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node: the core and its doors, and the only place that sees all of them. Start reading here.
 *
 * <p>Threads: started and closed by one thread; the status from any. Failure: what the core refuses to open with; a port
 * that cannot be had is an {@link IOException}.
 */
@ThreadSafe
public final class ServerMain implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerMain.class);

    private final NodeConfig config;
    private final NodeView view;
    private final NodeMetrics metrics;
    private final Admission admission = new Admission();
    private final ConfigOutcome.Loaded loaded;
    private final Supplier<ConfigOutcome> source;
    private final HisMeterHooks hisHooks;
    private final PosMeterHooks posHooks;
    private final NodeFence fence;
    private final OperatorControl control = new OperatorControl();
    private volatile @Nullable DataDirectory directory;
    private volatile @Nullable NodeCore core;
    private volatile @Nullable EngineLink engineLink;
    private volatile @Nullable HisServer his;
    private volatile @Nullable PosServer pos;
    private volatile @Nullable AdminServer admin;
    private volatile @Nullable NodeTrail trail;
    private volatile @Nullable DropFolder drop;

    private ServerMain(ConfigOutcome.Loaded loaded, Supplier<ConfigOutcome> source, FatalErrorHandler fatal) {
        this.loaded = loaded;
        this.source = source;
        config = loaded.config();
        fence = new NodeFence(fatal);
        view = new NodeView(config.name(), fence, () -> core, this::connections);
        metrics = new NodeMetrics(view, HisMeterHooks.transactions(), PosMeterHooks.messages());
        hisHooks = new HisMeterHooks(metrics);
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

    /** As {@link #start(NodeConfig, EpochClock, FatalErrorHandler)}, for a node that can read its configuration again. */
    static ServerMain start(
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
        NodeTrail calls = openAdmin(link, clock);
        NodeCore opened = NodeCore.open(
                config,
                new NodeCore.Surroundings(
                        held,
                        link,
                        clock,
                        (durationNs, records, bytes) -> metrics.journalSynced(durationNs, records),
                        fence,
                        new RecoveryProgress(view::notReady)));
        core = opened;
        metrics.watch(opened.figures(), clock);
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
        openDoors(link, clock, calls);
        view.notReady("");
        AdminServer adminDoor = admin;
        if (adminDoor != null) {
            adminDoor.sweepCards();
        }
    }

    private void openDoors(EngineLink link, EpochClock clock, NodeTrail calls) throws IOException {
        HisServer hisDoor = new HisServer(
                HisConfig.of(config.his(), config.drainTimeoutMs()),
                link,
                new HisLimits(admission, new InquiryDesk(config.lists().inquiriesPerMinute(), calls::inquired)),
                clock,
                hisHooks);
        his = hisDoor;
        metrics.hisDoor().watchInFlight(hisDoor::underWay);
        bind(hisDoor);
        PosSecurity security = PosSecurity.load(config.pos());
        SwappableSecurity posTls = new SwappableSecurity(security.tls());
        NodeReload reloading = new NodeReload(source, loaded, admission, posTls, security.tls());
        control.reloadBy(reloading);
        metrics.watchReload(reloading::succeeded, reloading::certificateEndsSeconds);
        PosServer posDoor = new PosServer(
                config.pos(), config.drainTimeoutMs(), link, admission, clock, posHooks, security.with(posTls));
        pos = posDoor;
        posDoor.bind();
        if (!config.lists().dropDir().isEmpty()) {
            drop = DropFolder.start(
                    Path.of(config.lists().dropDir()), config.lists().dropScanMs(), link, metrics.feeds());
        }
    }

    /** Opens the admin door before there is a ledger, so that whoever waits for the node can see how far it is. */
    private NodeTrail openAdmin(EngineLink link, EpochClock clock) throws IOException {
        NodeTrail opened = NodeTrail.open(config.data().dir(), clock);
        trail = opened;
        metrics.watch(opened.file());
        admin = AdminServer.start(
                config.admin(), link, view, new CoreSnapshots(() -> core), metrics, opened.file(), control);
        return opened;
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

    /** Reads the configuration again because of a SIGHUP; the audit trail says so. */
    void onHangUp() {
        control.reload(outcome -> {
            NodeTrail calls = trail;
            if (calls != null) {
                calls.reloadedBySignal(outcome);
            }
        });
    }

    /** Tells how an operator's call drains this node: {@code begin} returns at once. */
    void drainBy(Runnable begin) {
        control.drainBy(begin);
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
        view.notReady("draining");
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
        NodeTrail calls = trail;
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

    private long connections(String door) {
        AdminServer adminDoor = admin;
        return switch (door) {
            case "his" -> hisHooks.connections();
            case "pos" -> posHooks.connections();
            case "admin" -> adminDoor == null ? 0 : adminDoor.connections();
            default -> 0;
        };
    }
}
