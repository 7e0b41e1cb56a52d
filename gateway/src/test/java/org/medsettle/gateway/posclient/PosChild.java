package org.medsettle.gateway.posclient;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A node as a process of its own, to be killed. */
final class PosChild implements AutoCloseable {
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(60);

    private final Process process;
    private final Path log;

    private PosChild(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts a node and waits until its doors are open. */
    static PosChild start(Path data, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-javaagent") && !flag.startsWith("-agent")) {
                command.add(flag);
            }
        }
        command.addAll(
                List.of("-cp", System.getProperty("java.class.path"), "org.medsettle.gateway.cli.Medsettle", "serve"));
        for (String setting : List.of(
                "data.dir=" + data,
                "his.port=0",
                "admin.port=0",
                "pos.listeners=0:none:iso87b",
                "engine.warm_up_ms=0",
                "rules.sign_on_required=false")) {
            command.addAll(List.of("--set", setting));
        }
        PosChild child = new PosChild(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
        child.port("pos");
        return child;
    }

    /** Port of a door, once the node is ready. */
    private int port(String door) throws IOException {
        Pattern line = Pattern.compile("(?m)^" + door + " door: .*:([0-9]+)$");
        long deadlineNs = System.nanoTime() + LIMIT_NS;
        while (System.nanoTime() < deadlineNs && process.isAlive()) {
            String output = Files.readString(log, StandardCharsets.UTF_8);
            Matcher found = line.matcher(output);
            if (output.contains("\nready") && found.find()) {
                return Integer.parseInt(found.group(1));
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new IOException("no " + door + " door: " + Files.readString(log, StandardCharsets.UTF_8));
    }

    int adminPort() throws IOException {
        return port("admin");
    }

    TillSocket connect() throws IOException {
        return new TillSocket(new InetSocketAddress("127.0.0.1", port("pos")), TillFormat.ISO87B, new byte[0]);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
