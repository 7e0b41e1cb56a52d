package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: a drain is answered and recorded before it begins, and begins only when it was. */
@Timeout(60)
class DrainCallTest extends AdminRig {
    private static final String DRAIN = "/api/v1/node/drain";

    @Test
    void shouldAnswerAndRecordADrainAndBeginIt() throws Exception {
        HttpResponse<String> answer = node.post(DRAIN, "");

        assertEquals(202, answer.statusCode());
        assertEquals("{\"result\":\"OK\"}", answer.body());
        awaitDrains(1);
        String record = node.trail.only().toString();
        assertTrue(record.contains("operator=op-1") && record.contains("call=POST " + DRAIN), record);

        assertEquals(202, node.post(DRAIN, "").statusCode(), "a repeat is the node's to take");
        awaitDrains(2);
    }

    @Test
    void shouldBeginItForAClientThatHasGone() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", node.port())) {
            send(
                    socket.getOutputStream(),
                    "POST " + DRAIN + " HTTP/1.1\r\nHost: localhost\r\nX-Operator: op-1\r\nContent-Length: 0\r\n\r\n");
        }

        awaitDrains(1);
    }

    @Test
    void shouldNotBeginWhatTheTrailCannotTake() throws Exception {
        node.trail.takes = false;

        assertEquals(503, node.post(DRAIN, "").statusCode());

        node.get("/livez");
        assertEquals(0, node.drains.get());
    }

    @Test
    void shouldRefuseABodyAndANodeThatIsStillStarting() throws Exception {
        assertEquals(400, node.post(DRAIN, "{}").statusCode());
        node.drainable = false;

        HttpResponse<String> early = node.post(DRAIN, "");

        assertEquals(503, early.statusCode());
        assertTrue(early.body().contains("still starting"), early.body());
        node.get("/livez");
        assertEquals(0, node.drains.get());
    }

    private void awaitDrains(int count) {
        long deadlineNs = System.nanoTime() + 10_000_000_000L;
        while (node.drains.get() < count && System.nanoTime() < deadlineNs) {
            Thread.onSpinWait();
        }
        assertEquals(count, node.drains.get());
    }
}
