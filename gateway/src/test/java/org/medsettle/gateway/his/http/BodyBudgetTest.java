package org.medsettle.gateway.his.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Goal: unfinished bodies of all connections of an event loop share one bound, and each gives back what it took however it ends. */
class BodyBudgetTest extends Http1Fixture {
    private static final int PIECE = 800;

    private final HttpRig other = beside();

    private HttpRig beside() {
        HttpRig opened = new HttpRig(rig);
        rigs.add(opened);
        return opened;
    }

    private static String head(int length) {
        return "POST /fsi/api/callService HTTP/1.1\r\nHost: door\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private long held() {
        return rig.loop.bodies.held();
    }

    /** Sends a head and a piece of its body. */
    private static void begin(HttpRig connection) {
        connection.send(head(900) + "a".repeat(PIECE));
    }

    @Test
    void shouldRefuseAnUnfinishedBodyThatHasNoRoom() {
        begin(rig);

        begin(other);

        assertEquals(PIECE, held());
        assertEquals(List.of(HttpStatus.SERVICE_UNAVAILABLE), rig.unreadable);
        assertTrue(other.sent().startsWith("HTTP/1.1 503 "));
    }

    @Test
    void shouldServeAWholeRequestWhileThereIsNoRoom() {
        begin(rig);

        other.send(HttpRig.post("b".repeat(1_000)));

        assertEquals("b".repeat(1_000), rig.requests.get(0).body());
        assertEquals(PIECE, held());
    }

    @Test
    void shouldGiveBackWhenTheRequestBecomesWhole() {
        begin(rig);
        rig.send("a".repeat(50));
        assertEquals(PIECE + 50, held());

        rig.send("a".repeat(50));

        assertEquals("a".repeat(900), rig.requests.get(0).body());
        assertEquals(0, held());
    }

    @Test
    void shouldGiveBackWhenTheConnectionCloses() {
        begin(rig);

        rig.channel.close();
        rig.channel.runPendingTasks();

        assertEquals(0, held());
    }

    @Test
    void shouldGiveBackWhenTheTimeIsOver() {
        begin(rig);

        rig.watch.sweep(System.nanoTime() + 11 * HttpRig.SECOND_NS);

        assertEquals(List.of(HttpStatus.REQUEST_TIMEOUT), rig.unreadable);
        assertEquals(1, rig.slow);
        assertEquals(0, held());
    }

    @Test
    void shouldGiveBackWhenTheBodyBecomesTooLarge() {
        rig.send("POST /fsi/api/callService HTTP/1.1\r\nHost: door\r\nTransfer-Encoding: chunked\r\n\r\n");
        rig.send("258\r\n" + "a".repeat(600) + "\r\n");
        assertEquals(600, held());

        rig.send("258\r\n" + "a".repeat(600) + "\r\n");

        assertEquals(List.of(HttpStatus.CONTENT_TOO_LARGE), rig.unreadable);
        assertEquals(0, held());
    }

    @Test
    void shouldGiveBackWhenABodyIsBroken() {
        rig.send("POST /fsi/api/callService HTTP/1.1\r\nHost: door\r\nTransfer-Encoding: chunked\r\n\r\n");
        rig.send("258\r\n" + "a".repeat(600) + "\r\n");

        rig.send("no length\r\n");

        assertEquals(List.of(HttpStatus.BAD_REQUEST), rig.unreadable);
        assertEquals(0, held());
    }

    @Test
    void shouldTakeNothingForARefusedHead() {
        rig.send(head(1_001) + "a".repeat(PIECE));

        assertEquals(List.of(HttpStatus.CONTENT_TOO_LARGE), rig.unreadable);
        assertEquals(0, held());
    }
}
