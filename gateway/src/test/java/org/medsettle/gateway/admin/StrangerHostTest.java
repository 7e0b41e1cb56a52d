package org.medsettle.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: a page of a stranger whose name resolves to this door cannot call it, where no token would stop it. */
@Timeout(60)
class StrangerHostTest extends AdminRig {
    @Test
    void shouldTakeNoOperatorsCallByAnotherNameAndWriteItDown() throws IOException {
        String answer = call("/api/v1/node/digest", "stranger.example:8081");

        assertTrue(answer.startsWith("HTTP/1.1 421"), answer);
        assertTrue(answer.contains("admin.token"), answer);
        assertTrue(node.trail.only().toString().contains("/api/v1/node/digest"));
    }

    @Test
    void shouldAnswerProbesAndScrapersByAnyName() throws IOException {
        assertTrue(call("/livez", "stranger.example").startsWith("HTTP/1.1 200"));
        assertTrue(call("/metrics", "node-1.example:8081").startsWith("HTTP/1.1 200"));
    }

    @Test
    void shouldAskForTheTokenInsteadWhereThereIsOne() throws IOException {
        close();
        node = new TestNode(new MemoryLedger(), "secret", 1_000);

        assertTrue(call("/api/v1/node/digest", "node-1.example").startsWith("HTTP/1.1 401"));
        assertTrue(call("/api/v1/node/digest", "node-1.example\r\nAuthorization: Bearer secret")
                .startsWith("HTTP/1.1 200"));
    }

    private String call(String path, String host) throws IOException {
        return raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
    }
}
