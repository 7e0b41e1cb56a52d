package org.medsettle.gateway.admin;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.medsettle.command.Command;
import org.medsettle.domain.card.CardNumber;

/** An admin door whose core a test answers for. */
abstract class AdminRig {
    static final String CARD = "110101/" + cardNumber("A1234567");

    final AtomicReference<Command> seen = new AtomicReference<>();

    TestNode node;

    @BeforeEach
    void open() throws IOException {
        node = new TestNode(new MemoryLedger());
    }

    @AfterEach
    void close() {
        node.close();
    }

    HttpResponse<String> inquiry(String path) throws Exception {
        return node.send(HttpRequest.newBuilder(URI.create(node.url() + path)).header("X-Operator", "op-1"));
    }

    /** Each piece arrives alone: the caller's calls in between have passed through the one event loop. */
    static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    void remember() {
        node.link.core((command, reply) -> {
            seen.set(command);
            return true;
        });
    }

    String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", node.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static String cardNumber(String body) {
        return body + CardNumber.checkCharacter(body);
    }
}
