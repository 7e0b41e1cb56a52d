package org.medsettle.bench.stall;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * A flight recording of another JVM on this machine, switched on and off by the JDK's own tool.
 *
 * <p>Threads: one. Units: nanoseconds since the epoch. Failure: {@link IOException} carries what the tool said.
 */
final class FlightRecording {
    private static final String NAME = "medsettle-stalls";
    private static final long NS_PER_SECOND = 1_000_000_000L;

    /**
     * Something that took time in the JVM.
     *
     * @param what in a few words
     */
    record Event(long startNs, long endNs, String what) {
        double overlapMs(long fromNs, long toNs) {
            return Math.max(0, Math.min(endNs, toNs) - Math.max(startNs, fromNs)) / 1e6;
        }
    }

    private final long pid;
    private final Path directory;

    FlightRecording(long pid, Path directory) {
        this.pid = pid;
        this.directory = directory;
    }

    void start() throws IOException {
        Path settings = directory.resolve("stalls.jfc");
        try (InputStream in = FlightRecording.class.getResourceAsStream("/stalls.jfc")) {
            if (in == null) {
                throw new IOException("stalls.jfc is missing in this build");
            }
            Files.copy(in, settings);
        }
        jcmd("JFR.start", "name=" + NAME, "settings=" + settings);
    }

    /** Ends the recording and answers what it holds, in order of time. */
    List<Event> stop() throws IOException {
        Path file = directory.resolve("stalls.jfr");
        jcmd("JFR.stop", "name=" + NAME, "filename=" + file);
        List<Event> events = new ArrayList<>();
        try (RecordingFile recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                RecordedEvent event = recording.readEvent();
                String what = what(event);
                if (what != null) {
                    long startNs = epochNs(event.getStartTime());
                    events.add(new Event(startNs, startNs + nanos(event.getDuration()), what));
                }
            }
        }
        events.sort(Comparator.comparingLong(Event::startNs));
        return events;
    }

    private static @Nullable String what(RecordedEvent event) {
        return switch (event.getEventType().getName()) {
            case "jdk.GCPhasePause" -> "GC pause";
            case "jdk.ExecuteVMOperation" ->
                event.getBoolean("safepoint") ? "safepoint for " + event.getString("operation") : null;
            case "jdk.SafepointStateSynchronization" -> "threads on the way to a safepoint";
            case "jdk.Compilation" -> "compiling " + method(event);
            case "jdk.FileForce" -> "force by " + thread(event);
            case "jdk.FileWrite" -> "write by " + thread(event);
            case "jdk.JavaMonitorEnter" -> "lock wanted by " + thread(event);
            default -> null;
        };
    }

    private static String method(RecordedEvent event) {
        Object method = event.getValue("method");
        if (method instanceof RecordedMethod compiled) {
            String type = compiled.getType().getName();
            return type.substring(type.lastIndexOf('.') + 1) + "." + compiled.getName();
        }
        return "something";
    }

    private static String thread(RecordedEvent event) {
        RecordedThread thread = event.getThread();
        return thread == null || thread.getJavaName() == null ? "a thread" : thread.getJavaName();
    }

    private static long epochNs(Instant at) {
        return at.getEpochSecond() * NS_PER_SECOND + at.getNano();
    }

    private static long nanos(Duration duration) {
        return duration.isNegative() || duration.toDays() > 1 ? 0 : duration.toNanos();
    }

    private void jcmd(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "jcmd");
        command.add(Long.toString(pid));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0 || said.contains("Exception")) {
                throw new IOException(String.join(" ", command) + " failed:\n" + said);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }
}
