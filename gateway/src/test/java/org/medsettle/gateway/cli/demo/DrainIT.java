package org.medsettle.gateway.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a node told to stop says so, waits for a client that holds on only so long, and not at all when it is told twice.
 * Method: a process, and a client that has sent half a request and never closes its end.
 */
@Timeout(120)
class DrainIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private ChildNode node;
    private NodePorts ports;
    private Socket holding;

    @BeforeEach
    void start() throws Exception {
        node = ChildNode.start(
                directory.resolve("data"), directory.resolve("log"), List.of(), List.of("engine.warm_up_ms=0"));
        ports = node.awaitPorts(Duration.ofSeconds(60));
        holding = new Socket(ports.his().getAddress(), ports.his().getPort());
        holding.getOutputStream()
                .write("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
        while (!get("/metrics").body().contains("medsettle_connections{listener=\"his\"} 1.0\n")) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void stop() throws IOException {
        holding.close();
        node.close();
    }

    @Test
    void shouldSayThatItDrainsAndLeaveInTimeWhenAClientHoldsOn() throws Exception {
        node.terminate();

        assertEquals("503 {\"ready\":false,\"reasons\":[\"draining\"]}", readinessAfterTheSignal());
        assertEquals(0, node.awaitExit(LIMIT));
        assertTrue(node.output().endsWith("stopped\n"), node.tail());
    }

    @Test
    void shouldLeaveAtOnceWhenToldASecondTime() throws Exception {
        node.terminate();
        readinessAfterTheSignal();
        node.terminate();

        assertEquals(143, node.awaitExit(LIMIT));
        assertFalse(node.output().contains("stopped\n"), node.tail());
    }

    /** The first answer that is no longer "ready". */
    private String readinessAfterTheSignal() throws Exception {
        while (true) {
            HttpResponse<String> answer = get("/readyz");
            if (answer.statusCode() != 200) {
                return answer.statusCode() + " " + answer.body();
            }
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + ports.admin().getPort() + path);
        return client.send(
                HttpRequest.newBuilder(address).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
    }
}
