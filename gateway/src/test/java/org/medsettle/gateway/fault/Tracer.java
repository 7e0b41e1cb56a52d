package org.medsettle.gateway.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * {@code strace}, which makes system calls fail or wait: those that name one file only, counted for each thread from the moment
 * it is there. Calls of the JVM and its libraries on files of their own are left alone.
 *
 * <p>Threads: the test's. {@link #close} lets the traced process go on by itself.
 */
@ThreadConfined(Threads.CALLER)
final class Tracer implements AutoCloseable {
    private final Process process;

    private Tracer(Process process) {
        this.process = process;
    }

    /**
     * Attaches to a running process, all its threads; answers when it has.
     *
     * @param injection as {@code strace -e inject=} takes it; begins with the name of the call
     */
    static Tracer attach(long pid, Path file, String injection, Path scratch) throws Exception {
        Path words = scratch.resolve("tracer.log");
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-p", Long.toString(pid)));
        command.addAll(options(file, injection, scratch));
        Tracer tracer = new Tracer(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(words.toFile())
                .start());
        try {
            Await.until("the tracer is attached", () -> Files.readString(words).contains("attached"));
            return tracer;
        } catch (Exception | Error failed) {
            tracer.close();
            throw failed;
        }
    }

    /** Words to put in front of a command, so that it is traced from its beginning. */
    static List<String> from(Path file, String injection, Path scratch) {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "--seccomp-bpf", "-qq"));
        command.addAll(options(file, injection, scratch));
        return command;
    }

    private static List<String> options(Path file, String injection, Path scratch) {
        String call = injection.substring(0, injection.indexOf(':'));
        return List.of(
                "-o",
                scratch.resolve("strace.log").toString(),
                "-P",
                file.toString(),
                "-e",
                "trace=" + call,
                "-e",
                "inject=" + injection);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
