package org.medsettle.bench.stall;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all threads of a process every ten milliseconds, in {@code /proc}: how long they waited for a core and how many
 * page faults they had. Keeps what stands out.
 *
 * <p>Threads: its own; results are read after {@link #close}. Failure: a thread or process that has ended is left out.
 */
final class ThreadSampler implements AutoCloseable {
    static final long INTERVAL_NS = 10_000_000L;
    private static final long LEAST_WAIT_NS = 1_000_000L;
    private static final long LEAST_FAULTS = 64;
    private static final int MOST_SAMPLES = 200_000;
    private static final int MINOR_FAULTS = 7;
    private static final int MAJOR_FAULTS = 9;

    /** Counts of a thread so far. */
    private record Counts(String name, long waitedNs, long faults) {}

    private final Path tasks;
    private final Map<String, Counts> last = new HashMap<>();
    private final List<ThreadSample> samples = new ArrayList<>();
    private final Thread sampler;
    private volatile boolean stopping;

    ThreadSampler(long pid) {
        tasks = Path.of("/proc/" + pid + "/task");
        sampler = new Thread(this::run, "thread-sampler");
        sampler.setDaemon(true);
        sampler.start();
    }

    private void run() {
        while (!stopping && samples.size() < MOST_SAMPLES) {
            long nextNs = System.nanoTime() + INTERVAL_NS;
            look();
            LockSupport.parkNanos(nextNs - System.nanoTime());
        }
    }

    private void look() {
        Instant now = Instant.now();
        long atNs = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                look(thread, atNs);
            }
        } catch (IOException gone) {
            stopping = true;
        }
    }

    private void look(Path thread, long atNs) {
        String id = thread.getFileName().toString();
        Counts before = last.get(id);
        Counts counts = read(thread, before);
        if (counts == null) {
            last.remove(id);
            return;
        }
        last.put(id, counts);
        if (before == null) {
            return;
        }
        long waitedNs = counts.waitedNs - before.waitedNs;
        long faults = counts.faults - before.faults;
        if (waitedNs >= LEAST_WAIT_NS || faults >= LEAST_FAULTS) {
            samples.add(new ThreadSample(atNs, counts.name, waitedNs, faults));
        }
    }

    private static @Nullable Counts read(Path thread, @Nullable Counts before) {
        try {
            String[] schedule = text(thread.resolve("schedstat")).split(" ", -1);
            String stat = text(thread.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long faults = Long.parseLong(fields[MINOR_FAULTS]) + Long.parseLong(fields[MAJOR_FAULTS]);
            String name = before == null ? text(thread.resolve("comm")) : before.name;
            return new Counts(name, Long.parseLong(schedule[1]), faults);
        } catch (IOException ended) {
            return null;
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() {
        stopping = true;
        try {
            sampler.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** What stood out, in order of time. */
    List<ThreadSample> samples() {
        return List.copyOf(samples);
    }
}
