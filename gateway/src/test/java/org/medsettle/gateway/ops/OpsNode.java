package org.medsettle.gateway.ops;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A node as a process of its own, logging as an installed one does, on free ports. Threads: one. Failure: whatever it does not
 * do in time is an {@link IOException} with the end of what it printed.
 */
final class OpsNode implements AutoCloseable {
    /** The project's root, which is an installation as far as config and docs go. */
    static final Path HOME = Files.exists(Path.of("config", "logback.xml")) ? Path.of("") : Path.of("..");

    private static final Duration LIMIT = Duration.ofSeconds(180);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final Path errors;

    private OpsNode(Process process, Path log, Path errors) {
        this.process = process;
        this.log = log;
        this.errors = errors;
    }

    /** Starts a node on {@code directory} and waits until its doors are open. */
    static OpsNode start(Path directory, String... settings) throws IOException {
        return start(directory, List.of(), settings);
    }

    /** As above; {@code arguments} stand behind {@code serve}, before the settings. */
    static OpsNode start(Path directory, List<String> arguments, String... settings) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-javaagent") && !flag.startsWith("-agent")) {
                command.add(flag);
            }
        }
        command.addAll(List.of(
                "-Dmedsettle.home=" + HOME.toAbsolutePath().normalize(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.medsettle.gateway.cli.Medsettle",
                "serve"));
        command.addAll(arguments);
        List<String> all = new ArrayList<>(List.of(
                "data.dir=" + directory.resolve("data"),
                "his.port=0",
                "admin.port=0",
                "pos.listeners=0:none:iso87b",
                "engine.warm_up_ms=0",
                "rules.sign_on_required=false"));
        all.addAll(List.of(settings));
        all.forEach(setting -> command.addAll(List.of("--set", setting)));
        Path log = directory.resolve("node.out");
        Path errors = directory.resolve("node.log");
        Process process = new ProcessBuilder(command)
                .redirectOutput(log.toFile())
                .redirectError(errors.toFile())
                .start();
        OpsNode node = new OpsNode(process, log, errors);
        node.port("admin");
        return node;
    }

    /** Port of a door: his, pos or admin. */
    int port(String door) throws IOException {
        Pattern line = Pattern.compile("(?m)^" + door + " door: .*:([0-9]+)$");
        long deadlineNs = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < deadlineNs && process.isAlive()) {
            String output = printed();
            Matcher found = line.matcher(output);
            if (output.contains("\nready") && found.find()) {
                return Integer.parseInt(found.group(1));
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new IOException("no " + door + " door: " + printed() + log());
    }

    String url() throws IOException {
        return "http://127.0.0.1:" + port("admin");
    }

    /** What it wrote to stdout. */
    String printed() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    /** What it logged. */
    String log() throws IOException {
        return Files.readString(errors, StandardCharsets.UTF_8);
    }

    long pid() {
        return process.pid();
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url() + path)));
    }

    /** A POST by operator {@code op-1} under a key of its own. */
    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url() + path))
                .header("X-Operator", "op-1")
                .header("Idempotency-Key", "k" + path.hashCode() + body.hashCode())
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Waits until the page of metrics holds {@code line}. */
    void awaitMetric(String line) throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + LIMIT.toNanos();
        while (!get("/metrics").body().contains(line)) {
            if (System.nanoTime() > deadlineNs) {
                throw new IOException("the page never has " + line + "\n" + log());
            }
        }
    }

    /** Sends it a signal by name, as {@code kill} does. */
    void signal(String name) throws IOException, InterruptedException {
        run("kill", "-" + name, Long.toString(pid()));
    }

    /** A dump of all its threads. */
    String threads() throws IOException, InterruptedException {
        return run(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid()),
                "Thread.print",
                "-l");
    }

    static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        process.getInputStream().transferTo(output);
        String text = output.toString(StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + ": " + text);
        }
        return text;
    }

    /** SIGTERM; answers the exit code. */
    int terminate() throws IOException, InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /** Waits until it has ended by itself; answers the exit code. */
    int awaitEnd() throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("it does not stop: " + printed() + log());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
