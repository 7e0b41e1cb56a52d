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

/**
 * The ways to bar a card and to let it go again. What leads up to either is done beforehand, so that the step itself is one
 * command, or the clock's step over a millisecond. Each returns when the node has acknowledged. Threads: one.
 */
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
    private static final long SECOND_MS = 1_000;
    /** A report's days in the node under test: one. */
    private static final long REPORT_MS = TimeUnit.DAYS.toMillis(1);
    /** How far before an event that is the clock's the cards are tried for the last time. */
    private static final long JUST_BEFORE_MS = 2;

    private final Set<String> codes;

    CardBarrier(String his, String pos) {
        codes = Set.of(his, pos);
    }

    /** What a barred card is refused with at either door. */
    Set<String> codes() {
        return codes;
    }

    /** Leads up to the barring; nothing speaks against the card yet. */
    void prepare(ListNode node, int card) throws IOException, InterruptedException {
        switch (this) {
            case FEED -> sendDelta(node, line("NATION", card, "REPLACED"));
            case BEGIN -> {
                node.clock().hold();
                long beginMs = (node.nowMs() / SECOND_MS + 2) * SECOND_MS;
                sendDelta(
                        node,
                        line(
                                "NATION",
                                card,
                                "REPLACED",
                                Instant.ofEpochMilli(beginMs).toString()));
                commitDelta(node);
                node.clock().putForwardTo(beginMs - JUST_BEFORE_MS);
            }
            case LAPSE -> node.clock().hold();
            default -> {
                // One call bars the card.
            }
        }
    }

    void bar(ListNode node, int card) throws IOException, InterruptedException {
        switch (this) {
            case TEMPORARY_LOSS, LAPSE -> event(node, card, "report-loss", "");
            case FORMAL_LOSS -> event(node, card, "report-loss", "{\"formal\":true}");
            case FEED -> commitDelta(node);
            case ENTRY -> post(node, "import/invalid-list", HEADER + line("PROVINCE", card, "EXPIRED"));
            case BEGIN -> node.clock().putForwardTo(node.nowMs() + JUST_BEFORE_MS);
        }
    }

    /** Leads up to the freeing; the card is still barred. */
    void prepareFree(ListNode node, int card) throws IOException, InterruptedException {
        switch (this) {
            case FEED, BEGIN -> sendDelta(node, line("NATION", card, "REMOVE"));
            case LAPSE -> node.clock().putForwardTo(node.nowMs() + REPORT_MS - JUST_BEFORE_MS);
            default -> {
                // One call frees the card.
            }
        }
    }

    void free(ListNode node, int card) throws IOException, InterruptedException {
        switch (this) {
            case TEMPORARY_LOSS, FORMAL_LOSS -> event(node, card, "cancel-loss", "");
            case FEED, BEGIN -> commitDelta(node);
            case ENTRY -> post(node, "import/invalid-list", HEADER + line("PROVINCE", card, "REMOVE"));
            case LAPSE -> node.clock().putForwardTo(node.nowMs() + JUST_BEFORE_MS);
        }
    }

    private static void event(ListNode node, int card, String event, String body)
            throws IOException, InterruptedException {
        post(node, "cards/" + TillPopulation.AREA + "/" + TillPopulation.cardNumber(card) + "/" + event, body);
    }

    private static void sendDelta(ListNode node, String line) throws IOException, InterruptedException {
        post(node, delta() + "begin", "");
        post(node, delta() + "chunk", HEADER + line);
    }

    private static void commitDelta(ListNode node) throws IOException, InterruptedException {
        post(node, delta() + "commit", "");
        VERSIONS.incrementAndGet();
    }

    private static String delta() {
        long base = VERSIONS.get();
        return "import/invalid-list?level=NATION&version=" + (base + 1) + "&base=" + base + "&entries=1&phase=";
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
