package org.medsettle.gateway.admin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.medsettle.gateway.admission.Admission;
import org.medsettle.gateway.config.AdminConfig;

/** An admin door on a free loopback port with a function behind it, and a client. */
public final class TestNode implements AutoCloseable, NodeStatus, NodeControl {
    static final int CONNECTIONS_MAX = 8;

    public final List<String> reasons = new CopyOnWriteArrayList<>();
    public final AnsweringLink link;
    public final NodeMetrics metrics;
    /** What a reload comes to. */
    public volatile ReloadOutcome reload = ReloadOutcome.done(List.of("log.level"));

    /** Whether it is far enough to be drained. */
    public volatile boolean drainable = true;
    /** How often it has been drained. */
    public final AtomicInteger drains = new AtomicInteger();

    public final MemoryTrail trail = new MemoryTrail();
    private final AdminServer server;
    private final FixedReadings readings = new FixedReadings();
    private final HttpClient client = HttpClient.newHttpClient();

    public TestNode(AnsweringLink.Core core) throws IOException {
        this(core, "", 2_000);
    }

    public TestNode(AnsweringLink.Core core, String token, long replyTimeoutMs) throws IOException {
        this(core, token, replyTimeoutMs, 60_000);
    }

    /** A door that waits for its peers so long. */
    TestNode(AnsweringLink.Core core, String token, long replyTimeoutMs, long idleTimeoutMs) throws IOException {
        link = new AnsweringLink(core);
        metrics = new NodeMetrics(
                this,
                List.of(new NodeMetrics.Transaction(2102, "2102"), new NodeMetrics.Transaction(-101, "S101")),
                List.of("purchase", "other"));
        metrics.watch(readings, () -> 1_750_000_000_000L);
        metrics.watch(trail);
        metrics.watch(new Admission());
        metrics.hisDoor().watchInFlight(() -> 6);
        metrics.watchReload(() -> true, () -> 1_800_000_000);
        metrics.watchLog(level -> 1, () -> 0);
        server = AdminServer.start(
                new AdminConfig("127.0.0.1", 0, CONNECTIONS_MAX, 1 << 20, idleTimeoutMs, replyTimeoutMs, token, 5),
                link,
                this,
                readings,
                metrics,
                trail,
                this);
    }

    /** How often a snapshot has been asked for. */
    public int snapshotsAsked() {
        return readings.snapshotsAsked();
    }

    /** Method and path of everything that can be called. */
    List<String> routes() {
        return server.routes().stream()
                .map(route -> route.method() + " " + route.path())
                .toList();
    }

    public String url() {
        return "http://127.0.0.1:" + server.port();
    }

    public int port() {
        return server.port();
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url() + path)));
    }

    /** A POST with operator and idempotency key. */
    public HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(posting(path, body).header("X-Operator", "op-1").header("Idempotency-Key", "key-1"));
    }

    public HttpRequest.Builder posting(String path, String body) {
        return HttpRequest.newBuilder(URI.create(url() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(
                request.timeout(Duration.ofSeconds(20)).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    @Override
    public void reload(Consumer<ReloadOutcome> whenDone) {
        whenDone.accept(reload);
    }

    @Override
    public boolean canDrain() {
        return drainable;
    }

    @Override
    public void drain() {
        drains.incrementAndGet();
    }

    @Override
    public String name() {
        return "window-1";
    }

    @Override
    public List<String> notReadyReasons() {
        return reasons;
    }

    @Override
    public long ringCapacity() {
        return 1_024;
    }

    @Override
    public long ringUsed() {
        return 3;
    }

    @Override
    public long appendedSequence() {
        return 12;
    }

    @Override
    public long durableSequence() {
        return 11;
    }

    @Override
    public long connections(String door) {
        return door.equals("his") ? 5 : 1;
    }

    @Override
    public void close() {
        server.close();
        metrics.close();
    }
}
