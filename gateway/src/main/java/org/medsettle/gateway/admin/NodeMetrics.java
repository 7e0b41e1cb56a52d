package org.medsettle.gateway.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.medsettle.command.ResultCode;
import org.medsettle.common.EpochClock;
import org.medsettle.common.ThreadSafe;
import org.medsettle.gateway.admission.Admission;
import org.medsettle.gateway.admission.Admission.SenderFigures;
import org.medsettle.gateway.trail.AuditTrail;

/**
 * Every metric of the node; {@code docs/ops/metrics.md} lists them, and a test compares the list with the live page.
 *
 * <p>Threads: any; meters are atomic. The hooks for requests and journal allocate nothing and take no lock. Units:
 * nanoseconds in, seconds out. Invariant: no label has values that a client can make up.
 */
@ThreadSafe
public final class NodeMetrics implements AutoCloseable {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final List<String> DOORS = List.of("his", "pos", "admin");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RequestMeters requests;
    private final PosMeters pos;
    private final Timer syncDuration;
    private final DistributionSummary batchRecords;
    private final ProcessMeters process;
    private final LedgerMeters ledger;
    private final DoorMeters doors;
    private final PeerMeters adminPeers;
    private final FeedMeters feeds;
    private final InstitutionMeters institutions = new InstitutionMeters();
    private final Map<String, Timer> loopLags = new HashMap<>();

    /** One transaction as doors number it and as its label shows it. */
    public record Transaction(int number, String label) {}

    /**
     * Metrics of a node whose HIS door knows these transactions (any other is counted as {@code other}), and whose POS door
     * knows these messages.
     */
    public NodeMetrics(NodeStatus status, List<Transaction> transactions, List<String> posMessages) {
        process = new ProcessMeters().bind(registry);
        requests = new RequestMeters(registry, transactions);
        pos = new PosMeters(registry, posMessages);
        syncDuration = Timer.builder("medsettle.journal.sync.duration")
                .description("Time of one force of the journal to stable storage")
                .serviceLevelObjectives(
                        Duration.ofNanos(100_000),
                        Duration.ofNanos(500_000),
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(50),
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1))
                .register(registry);
        batchRecords = DistributionSummary.builder("medsettle.journal.batch.records")
                .description("Records that one force made durable")
                .serviceLevelObjectives(1, 4, 16, 64, 256, 1_024, 4_096, 16_384)
                .register(registry);
        bindStatus(status);
        ledger = new LedgerMeters(registry).bind();
        doors = new DoorMeters(registry, "his");
        adminPeers = new PeerMeters(registry, "admin");
        feeds = new FeedMeters(registry);
        for (String door : DOORS) {
            loopLags.put(
                    door,
                    Timer.builder("medsettle.event.loop.lag")
                            .description("How late an event loop comes to its regular work")
                            .tag("listener", door)
                            .serviceLevelObjectives(
                                    Duration.ofMillis(1),
                                    Duration.ofMillis(5),
                                    Duration.ofMillis(20),
                                    Duration.ofMillis(100),
                                    Duration.ofSeconds(1))
                            .register(registry));
        }
        bindBuild();
    }

    private void bindStatus(NodeStatus status) {
        gauge(
                "medsettle.ready",
                "1 when the node takes traffic",
                () -> status.notReadyReasons().isEmpty() ? 1 : 0);
        gauge("medsettle.ring.capacity", "Slots of the ring", status::ringCapacity);
        gauge("medsettle.ring.used", "Slots of the ring taken now", status::ringUsed);
        gauge("medsettle.journal.appended.sequence", "Last sequence handed to the journal", status::appendedSequence);
        gauge("medsettle.journal.synced.sequence", "Last sequence on stable storage", status::durableSequence);
        for (String door : DOORS) {
            Gauge.builder("medsettle.connections", () -> status.connections(door))
                    .description("Open connections of a door")
                    .tag("listener", door)
                    .register(registry);
        }
    }

    private void bindBuild() {
        BuildInfo build = BuildInfo.ofThisJar();
        Gauge.builder("medsettle.build.info", () -> 1)
                .description("Which build runs on which Java")
                .tags(Tags.of("version", build.version(), "java", build.java()))
                .register(registry);
    }

    private void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    /** Hook of the HIS door: one request has been answered. */
    public void request(int transaction, ResultCode code, long durationNs) {
        requests.record(transaction, code, durationNs);
    }

    /** Hook of the HIS door: one request has been answered busy since its sender had had its share. */
    public void throttled(int transaction, long durationNs) {
        requests.throttled(transaction, durationNs);
    }

    /** Hooks of the POS door. */
    public PosMeters pos() {
        return pos;
    }

    /** Hook of the journal: one force made {@code records} durable. */
    public void journalSynced(long durationNs, int records) {
        syncDuration.record(durationNs, TimeUnit.NANOSECONDS);
        batchRecords.record(records);
    }

    /** Hook of the admin door. */
    void adminRequest(String route, int status) {
        Counter.builder("medsettle.admin.requests")
                .description("Requests of the admin door by route and HTTP status")
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .register(registry)
                .increment();
    }

    /** Begins to show what the core tells; called once, before the page is served. */
    public void watch(CoreReadings readings, EpochClock clock) {
        new CoreMeters(registry, readings).bind(clock);
    }

    /** Begins to show how the audit trail is; called once, before the page is served. */
    public void watch(AuditTrail trail) {
        FunctionCounter.builder("medsettle.audit.records", trail, AuditTrail::records)
                .description("Operators' calls written into the audit trail")
                .register(registry);
        gauge("medsettle.audit.failing", "1 while the audit trail cannot be written", () -> trail.isWriting() ? 0 : 1);
    }

    /** Begins to show what admission does; called once, before the page is served. */
    public void watch(Admission admission) {
        institutions.watch(admission);
        throttled("institution", admission, Admission::throttledByInstitution);
        throttled("connection", admission, Admission::throttledByConnection);
    }

    private void throttled(String by, Admission admission, ToDoubleFunction<Admission> count) {
        FunctionCounter.builder("medsettle.throttled", admission, count)
                .description("Requests answered busy since their sender had had its share")
                .tag("by", by)
                .register(registry);
    }

    /** Begins to show what became of reloads; called once, before the page is served. */
    public void watchReload(BooleanSupplier succeeded, DoubleSupplier posCertificateEndsSeconds) {
        gauge(
                "medsettle.config.reload.success",
                "1 when the last reload of the configuration went well, or there was none",
                () -> succeeded.getAsBoolean() ? 1 : 0);
        Gauge.builder("medsettle.cert.expiry.timestamp.seconds", posCertificateEndsSeconds, DoubleSupplier::getAsDouble)
                .description("When a certificate of the node ends")
                .tag("role", "pos")
                .register(registry);
    }

    /** Hook of the doors: an event loop came to its regular work so late. */
    public void loopLag(String door, long lagNs) {
        Timer timer = loopLags.get(door);
        if (timer != null) {
            timer.record(lagNs, TimeUnit.NANOSECONDS);
        }
    }

    /** Begins to count log lines, by level and those left out; called once, before the page is served. */
    public void watchLog(ToDoubleFunction<String> lines, DoubleSupplier leftOut) {
        for (String level : List.of("ERROR", "WARN", "INFO")) {
            FunctionCounter.builder("medsettle.log.lines", registry, any -> lines.applyAsDouble(level))
                    .description("Log lines written")
                    .tag("level", level)
                    .register(registry);
        }
        FunctionCounter.builder("medsettle.log.suppressed", registry, any -> leftOut.getAsDouble())
                .description("Log lines left out since too many like them came")
                .register(registry);
    }

    /** Connections of the admin door closed for their peer's sake. */
    PeerMeters adminPeers() {
        return adminPeers;
    }

    /** What the HIS door refuses before it is a request. */
    public DoorMeters hisDoor() {
        return doors;
    }

    /** What comes of feeds of the invalid lists. */
    public FeedMeters feeds() {
        return feeds;
    }

    /** Figures that only the ledger itself can tell. */
    LedgerMeters ledger() {
        return ledger;
    }

    /** Every metric as it stands, for the overview. */
    MeterFigures figures() {
        return new MeterFigures(registry);
    }

    /** The busiest institutions and merchants, and all others as one. */
    List<SenderFigures> busiest(int most) {
        return institutions.busiest(most);
    }

    /** The page, as Prometheus reads it. */
    byte[] page() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(32_768);
        try {
            registry.scrape(bytes, CONTENT_TYPE);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        bytes.writeBytes(institutions.lines().getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        process.close();
        registry.close();
    }
}
