package org.medsettle.gateway.lists;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.medsettle.gateway.ServerMain;
import org.medsettle.gateway.config.ConfigLoader;
import org.medsettle.gateway.config.ConfigOutcome;
import org.medsettle.gateway.posclient.TillPopulation;

/** A whole node of this process whose clock can be held and put forward. */
final class ListNode implements AutoCloseable {
    static final String HEADER = "level,issuing_area,card_no,reason,effective_from,effective_to\n";
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_AGAIN_NS = 100_000;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ServerMain node;
    private final HeldClock clock;

    private ListNode(ServerMain node, HeldClock clock) {
        this.node = node;
        this.clock = clock;
    }

    static ListNode start(Path data, String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "data.dir=" + data,
                "data.segment_bytes=16777216",
                "engine.ring_size=1024",
                "engine.warm_up_ms=0",
                "store.max_accounts=20000",
                "store.max_off_heap_bytes=268435456",
                "rules.sign_on_required=false",
                "rules.temporary_loss_days=1",
                "his.port=0",
                "admin.port=0",
                "pos.listeners=0:none:iso87b"));
        all.addAll(List.of(settings));
        ConfigOutcome outcome = new ConfigLoader(Map.of()).load(null, all);
        if (!(outcome instanceof ConfigOutcome.Loaded loaded)) {
            throw new IOException(outcome.toString());
        }
        HeldClock clock = new HeldClock();
        ServerMain started = ServerMain.start(loaded.config(), clock, (reason, message, cause) -> {
            throw new AssertionError(reason + " " + message, cause);
        });
        return new ListNode(started, clock);
    }

    HeldClock clock() {
        return clock;
    }

    long nowMs() {
        return clock.epochMs();
    }

    InetSocketAddress his() {
        return node.hisAddress();
    }

    InetSocketAddress pos() {
        return node.posAddresses().get(0);
    }

    int adminPort() {
        return node.adminPort();
    }

    String lists() throws IOException, InterruptedException {
        return get("/api/v1/invalid-list");
    }

    String inquiry(int card) throws IOException, InterruptedException {
        return get("/api/v1/invalid-list/" + TillPopulation.AREA + "/" + TillPopulation.cardNumber(card));
    }

    String metrics() throws IOException, InterruptedException {
        return get("/metrics");
    }

    /** A page of the admin door, over connections that are used again. */
    String get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort() + path))
                .header("X-Operator", "test")
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    static String line(String level, int card, String reason) {
        return line(level, card, reason, "");
    }

    static String line(String level, int card, String reason, String from) {
        return level + "," + TillPopulation.AREA + "," + TillPopulation.cardNumber(card) + "," + reason + "," + from
                + ",\n";
    }

    /** Drops a file as a good sender does: under another name, then renamed, its checksum after it. */
    static void drop(Path folder, String name, String content) throws IOException {
        drop(folder, name, content, sha256(content) + "  " + name + "\n");
    }

    static void drop(Path folder, String name, String content, String checksum) throws IOException {
        place(folder, name, content);
        place(folder, name + ".sha256", checksum);
    }

    static void place(Path folder, String name, String content) throws IOException {
        Path part = folder.resolve("." + name + ".part");
        Files.writeString(part, content, StandardCharsets.UTF_8);
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    static String sha256(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static void await(String what, BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError("waited in vain until " + what);
            }
            LockSupport.parkNanos(LOOK_AGAIN_NS);
        }
    }

    @Override
    public void close() {
        node.close();
    }
}
