package org.medsettle.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A server of somebody else as a child process with its output in a file.
 *
 * <p>Threads: one. Failure: {@link IOException} carries the last lines it printed. Invariant: it does not outlive this JVM,
 * unless that is killed itself; it is ended by its own process id and nothing else is.
 */
final class PeerProcess implements AutoCloseable {
    private static final long POLL_NS = 20_000_000;
    private static final long START_LIMIT_NS = 60_000_000_000L;
    private static final long STOP_LIMIT_SECONDS = 30;
    private static final int TAIL_LINES = 12;

    private final String name;
    private final Process process;
    private final Path log;
    private final Thread killer;

    private PeerProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        killer = new Thread(process::destroyForcibly, "kill-" + name);
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /** Starts it and waits until it can be reached. */
    static PeerProcess start(String name, List<String> command, Path log, BooleanSupplier reachable)
            throws IOException {
        PeerProcess started = new PeerProcess(
                name,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
        long deadlineNs = System.nanoTime() + START_LIMIT_NS;
        while (!reachable.getAsBoolean()) {
            if (!started.process.isAlive() || System.nanoTime() > deadlineNs) {
                started.close();
                throw new IOException(name + " did not start:\n" + started.tail());
            }
            LockSupport.parkNanos(POLL_NS);
        }
        return started;
    }

    /** Runs a command to its end and answers what it printed. */
    static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed:\n" + output);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new IOException("interrupted while waiting for " + command.get(0), stopped);
        }
        return output;
    }

    /** A port of loopback that nobody listens on at the moment. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Processor time it and its children have used so far, in seconds. */
    double cpuSeconds() {
        double own = seconds(process.toHandle());
        return own + process.descendants().mapToDouble(PeerProcess::seconds).sum();
    }

    private static double seconds(ProcessHandle handle) {
        return handle.info()
                .totalCpuDuration()
                .map(time -> time.toNanos() / 1e9)
                .orElse(0.0);
    }

    private String tail() {
        try {
            List<String> lines =
                    Files.readString(log, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IllegalStateException alreadyGoingDown) {
            process.destroyForcibly();
        }
    }

    @Override
    public String toString() {
        return name + " as process " + process.pid();
    }
}
