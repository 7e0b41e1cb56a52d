package org.medsettle.gateway.ops;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.medsettle.gateway.json.JsonTree;

/**
 * A headless Chromium as a process of its own, driven through its DevTools protocol over a WebSocket.
 *
 * <p>Threads: one uses it; what the browser says arrives on another. Failure: what it refuses or does not do in time is an
 * {@link IOException}; a machine without Chromium fails the test, since a test that skips looks like one that has passed.
 */
final class Browser implements AutoCloseable {
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"), Path.of("/usr/bin/google-chrome"));
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Object>> waiting = new ConcurrentHashMap<>();
    private final List<Consumer<Object>> listeners = new CopyOnWriteArrayList<>();
    private final WebSocket socket;

    private Browser(Process process, URI address) {
        this.process = process;
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Ears())
                .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Starts one with a profile of its own in {@code directory}. */
    static Browser start(Path directory) throws IOException {
        Path program = PLACES.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Chromium on this machine; .ci/run installs Debian's"));
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--disable-gpu",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-dev-shm-usage",
                "--disable-sync",
                "--no-first-run",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + directory.resolve("profile")));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--no-sandbox"); // Chromium's sandbox refuses to be root's.
        }
        command.add("about:blank");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("browser.log").toFile())
                .start();
        return new Browser(process, address(process, directory));
    }

    private static URI address(Process process, Path directory) throws IOException {
        Path told = directory.resolve("profile").resolve("DevToolsActivePort");
        long deadlineNs = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadlineNs && process.isAlive()) {
            List<String> lines = Files.exists(told) ? Files.readAllLines(told) : List.of();
            if (lines.size() > 1) {
                return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
            }
            LockSupport.parkNanos(10_000_000);
        }
        process.destroyForcibly();
        throw new IOException("the browser does not start: "
                + Files.readString(directory.resolve("browser.log"), StandardCharsets.UTF_8));
    }

    /** Has {@code listener} hear every event. */
    void listen(Consumer<Object> listener) {
        listeners.add(listener);
    }

    /** Calls a method, of a session where one is named; answers its result. */
    Object call(String session, String method, Map<String, ?> parameters) throws IOException {
        int id = lastId.incrementAndGet();
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", id);
        message.put("method", method);
        message.put("params", parameters);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        CompletableFuture<Object> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        socket.sendText(JsonTree.write(message), true).join();
        Object said = answer.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        if (JsonTree.at(said, "error") != null) {
            throw new IOException(method + ": " + JsonTree.at(said, "error"));
        }
        return JsonTree.at(said, "result");
    }

    @Override
    public void close() {
        socket.abort();
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one ->
                one.onExit().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join());
    }

    /** Hears what the browser says, message by message. */
    private final class Ears implements WebSocket.Listener {
        private final StringBuilder heard = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            heard.append(part);
            if (isLast) {
                String message = heard.toString();
                heard.setLength(0);
                hear(message);
            }
            from.request(1);
            return null;
        }

        private void hear(String message) {
            try {
                Object said = JsonTree.read(message);
                if (JsonTree.at(said, "id") instanceof Long id) {
                    CompletableFuture<Object> answer = waiting.remove(id.intValue());
                    if (answer != null) {
                        answer.complete(said);
                    }
                } else {
                    listeners.forEach(listener -> listener.accept(said));
                }
            } catch (IOException noJson) {
                throw new IllegalStateException(message, noJson);
            }
        }
    }
}
