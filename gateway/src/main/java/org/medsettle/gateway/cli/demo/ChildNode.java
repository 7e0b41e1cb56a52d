package org.medsettle.gateway.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * A node as a child process on a data directory. It is killed when this JVM ends, unless {@link #leaveRunning} was
 * called.
 *
 * <p>Failure: whatever the node said last stands in the message of the {@link DemoException}.
 */
@ThreadConfined(Threads.CALLER)
final class ChildNode implements AutoCloseable {
    private static final long POLL_NS = 5_000_000;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int TAIL_LINES = 15;
    private static final Duration KILL_LIMIT = Duration.ofSeconds(20);
    private static final Pattern PORT = Pattern.compile("(?m)^\\W*(his|pos|admin)\\b.*?:([0-9]{2,5})\\b");
    private static final Pattern READY = Pattern.compile("(?m)^ready$");

    private final Process process;
    private final Path log;
    private final Thread killer;

    private ChildNode(Process process, Path log) {
        this.process = process;
        this.log = log;
        killer = new Thread(this::destroy, "kill-child");
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /** Starts a node with free ports; {@code settings} are {@code key=value}. */
    static ChildNode start(Path dataDirectory, Path log, List<String> prefix, List<String> settings)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("serve"));
        List<String> all = new ArrayList<>(
                List.of("data.dir=" + dataDirectory, "his.port=0", "pos.listeners=0:none:iso87b", "admin.port=0"));
        all.addAll(settings);
        for (String setting : all) {
            arguments.add("--set");
            arguments.add(setting);
        }
        Files.deleteIfExists(log);
        return new ChildNode(ChildJvm.start(ChildJvm.command(prefix, arguments), log), log);
    }

    /** Waits until the node has printed where its doors are. */
    NodePorts awaitPorts(Duration limit) throws IOException {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadlineNs) {
            InetSocketAddress his = null;
            InetSocketAddress pos = null;
            InetSocketAddress admin = null;
            String output = output();
            Matcher line = PORT.matcher(output);
            while (line.find()) {
                InetSocketAddress door =
                        new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), Integer.parseInt(line.group(2)));
                switch (line.group(1)) {
                    case "his" -> his = door;
                    case "pos" -> pos = door;
                    default -> admin = door;
                }
            }
            if (his != null
                    && pos != null
                    && admin != null
                    && READY.matcher(output).find()) {
                return new NodePorts(his, pos, admin);
            }
            if (!process.isAlive()) {
                throw new DemoException("the node ended with exit code " + process.exitValue() + ":\n" + tail());
            }
            LockSupport.parkNanos(POLL_NS);
        }
        throw new DemoException("the node did not open its doors in " + limit.toSeconds() + " s:\n" + tail());
    }

    /** SIGKILL: no hook runs, nothing is flushed. Returns when the process is gone. */
    void kill() {
        destroy();
        awaitExit(KILL_LIMIT);
    }

    /** A tracer between us and the node must not outlive it, nor the node the tracer. */
    private void destroy() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** SIGTERM: asks the node to drain. */
    void terminate() {
        process.destroy();
    }

    /** Waits for the end of the process; answers its exit code. */
    int awaitExit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new DemoException("the node did not end in " + limit.toSeconds() + " s:\n" + tail());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted while waiting for the node to end", stopped);
        }
        forget();
        return process.exitValue();
    }

    /** Lets the node live on when this JVM ends. */
    void leaveRunning() {
        forget();
    }

    private void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException alreadyGoingDown) {
            // The hook is about to run; killing a dead process does nothing.
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Everything the node has printed. */
    String output() throws IOException {
        return Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
    }

    /** The last lines the node has printed. */
    String tail() {
        try {
            List<String> lines = output().lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "(" + unreadable + ")";
        }
    }

    /** Kills the node if it still runs. */
    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        } else {
            forget();
        }
    }
}
