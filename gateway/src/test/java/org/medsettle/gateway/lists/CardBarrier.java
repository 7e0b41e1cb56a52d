package org.medsettle.gateway.lists;

import static org.medsettle.gateway.lists.ListNode.HEADER;
import static org.medsettle.gateway.lists.ListNode.line;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.medsettle.gateway.posclient.TillPopulation;

/** The ways to bar a card and to let it go again; both return when the node has acknowledged. Threads: one. */
enum CardBarrier {
    TEMPORARY_LOSS("2003", "41"),
    FORMAL_LOSS("2004", "41"),
    FEED("2010", "62"),
    ENTRY("2010", "54"),
    /** A temporary report that ends by itself, since the clock passes its end. */
    LAPSE("2003", "41"),
    /** An entry that begins by itself, since the clock passes its begin. */
    BEGIN("2010", "62");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final AtomicLong KEYS = new AtomicLong();
    private static final AtomicLong VERSIONS = new AtomicLong();
    private static final long HOUR_MS = TimeUnit.HOURS.toMillis(1);

    private final Set<String> codes;

    CardBarrier(String his, String pos) {
        codes = Set.of(his, pos);
    }

    /** What a barred card is refused with at either door. */
    Set<String> codes() {
        return codes;
    }

    /** What has to be done before traffic is looked at. */
    void prepare(ListNode node, int card) throws IOException, InterruptedException {
        if (this == BEGIN) {
            String from = Instant.ofEpochMilli(node.nowMs() + HOUR_MS).toString();
            delta(node, HEADER + line("NATION", card, "REPLACED", from));
        }
    }

    void bar(ListNode node, int card) throws IOException, InterruptedException {
        switch (this) {
            case TEMPORARY_LOSS, LAPSE -> event(node, card, "report-loss", "");
            case FORMAL_LOSS -> event(node, card, "report-loss", "{\"formal\":true}");
            case FEED -> delta(node, HEADER + line("NATION", card, "REPLACED"));
            case ENTRY -> post(node, "import/invalid-list", HEADER + line("PROVINCE", card, "EXPIRED"));
            case BEGIN -> node.putForward(HOUR_MS + 1_000);
        }
    }

    void free(ListNode node, int card) throws IOException, InterruptedException {
        switch (this) {
            case TEMPORARY_LOSS, FORMAL_LOSS -> event(node, card, "cancel-loss", "");
            case FEED, BEGIN -> delta(node, HEADER + line("NATION", card, "REMOVE"));
            case ENTRY -> post(node, "import/invalid-list", HEADER + line("PROVINCE", card, "REMOVE"));
            case LAPSE -> node.putForward(TimeUnit.DAYS.toMillis(1) + 1_000);
        }
    }

    private static void event(ListNode node, int card, String event, String body)
            throws IOException, InterruptedException {
        post(node, "cards/" + TillPopulation.AREA + "/" + TillPopulation.cardNumber(card) + "/" + event, body);
    }

    private static void delta(ListNode node, String content) throws IOException, InterruptedException {
        long base = VERSIONS.getAndIncrement();
        String feed = "import/invalid-list?level=NATION&version=" + (base + 1) + "&base=" + base + "&entries=1&phase=";
        post(node, feed + "begin", "");
        post(node, feed + "chunk", content);
        post(node, feed + "commit", "");
    }

    /** The node of a test begins without a list; its first version is put in force here. */
    static void firstFeed(ListNode node) throws IOException, InterruptedException {
        VERSIONS.set(1);
        String feed = "import/invalid-list?level=NATION&version=1&base=0&entries=0&phase=";
        post(node, feed + "begin", "");
        post(node, feed + "commit", "");
    }

    private static void post(ListNode node, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.adminPort() + "/api/v1/" + path))
                        .header("X-Operator", "test")
                        .header("Idempotency-Key", "key-" + KEYS.incrementAndGet())
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        boolean taken = answer.statusCode() == 200
                && (!answer.body().contains("rejected") || answer.body().contains("\"rejected\":[]"));
        if (!taken) {
            throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
        }
    }
}
