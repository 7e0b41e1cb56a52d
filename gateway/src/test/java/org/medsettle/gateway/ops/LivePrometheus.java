package org.medsettle.gateway.ops;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.medsettle.gateway.json.JsonTree;

/**
 * A Prometheus as a process of its own that scrapes one node every second by our own rules. Threads: one. Failure:
 * whatever it does not do in time is an {@link IOException}.
 */
final class LivePrometheus implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final List<Path> PLACES =
            List.of(Path.of("/usr/bin/prometheus"), Path.of("/usr/local/bin/prometheus"));

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final String url;

    private LivePrometheus(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static boolean isInstalled() {
        return PLACES.stream().anyMatch(Files::isExecutable);
    }

    /** Begins to scrape {@code target}, HOST:PORT. */
    static LivePrometheus start(Path directory, Path rules, String target) throws IOException, InterruptedException {
        Path config = directory.resolve("prometheus.yml");
        Files.writeString(
                config,
                String.join(
                        "\n",
                        "global: {scrape_interval: 1s, evaluation_interval: 1s}",
                        "rule_files:",
                        "  - " + rules.resolve("recording-rules.yml").toRealPath(),
                        "  - " + rules.resolve("alerts.yml").toRealPath(),
                        "scrape_configs:",
                        "  - job_name: medsettle",
                        "    static_configs: [{targets: [\"" + target + "\"]}]\n"));
        String listen = "127.0.0.1:" + freePort();
        Process process = new ProcessBuilder(
                        PLACES.stream()
                                .filter(Files::isExecutable)
                                .findFirst()
                                .orElseThrow()
                                .toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("tsdb"),
                        "--web.listen-address=" + listen)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        LivePrometheus started = new LivePrometheus(process, "http://" + listen);
        started.await("/-/ready");
        return started;
    }

    /** A port that nobody listens on now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void await(String path) throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadlineNs && process.isAlive()) {
            try {
                if (send(path).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(20_000_000);
            }
        }
        throw new IOException("Prometheus does not come up");
    }

    String url() {
        return url;
    }

    /** The series that a query yields now. */
    List<?> query(String expression) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                send("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        if (answer.statusCode() != 200) {
            throw new IOException(expression + ": " + answer.body());
        }
        return JsonTree.list(JsonTree.member(JsonTree.read(answer.body()), "data"), "result");
    }

    /** The groups of rules with what came of their last evaluation. */
    List<?> ruleGroups() throws IOException, InterruptedException {
        return JsonTree.list(JsonTree.member(JsonTree.read(send("/api/v1/rules").body()), "data"), "groups");
    }

    private HttpResponse<String> send(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url + path)).timeout(LIMIT).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
