package org.medsettle.bench.stall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.medsettle.bench.open.Stall;
import org.medsettle.bench.report.Figure;
import org.medsettle.bench.report.Section;
import org.medsettle.bench.report.Text;

/**
 * Records a JVM while a load runs, and then says of every stall what the JVM, the disk and the kernel did meanwhile.
 *
 * <p>Threads: one. Units: milliseconds in what it prints.
 */
public final class StallWatch implements AutoCloseable {
    private static final int LISTED = 30;
    private static final int CAUSES_LISTED = 4;
    private static final double LEAST_MS = 2;
    /** A page that is touched for the first time costs about so much in a virtual machine. */
    private static final double MS_PER_FAULT = 0.002;

    /** The threads that a request passes, as far as the kernel keeps their names. */
    private static final List<String> STAGES =
            List.of("his-event-loop", "pos-event-loop", "journal", "state-machine", "reply-gate");

    private final Path directory;
    private final FlightRecording recording;
    private final ThreadSampler sampler;

    /** Starts recording the JVM with this process id. */
    public static StallWatch start(long pid) throws IOException {
        return new StallWatch(pid);
    }

    private StallWatch(long pid) throws IOException {
        directory = Files.createTempDirectory("medsettle-stalls-");
        recording = new FlightRecording(pid, directory);
        recording.start();
        sampler = new ThreadSampler(pid);
    }

    /** Ends recording and explains the stalls. */
    public Section explain(String id, String title, List<Stall> stalls, double seconds) throws IOException {
        sampler.close();
        List<FlightRecording.Event> events = recording.stop();
        Section section = new Section(title);
        section.add(Figure.of(
                id + ".stalls",
                "stretches in which requests waited over 20 ms",
                "a minute",
                stalls.size() * 60 / seconds));
        double stalledMs = stalls.stream().mapToDouble(Stall::lengthMs).sum();
        section.add(Figure.of(id + ".stalled", "time in them", "%", stalledMs / seconds / 10));
        Map<String, double[]> byCause = new TreeMap<>();
        for (int i = 0; i < stalls.size(); i++) {
            Map<String, Double> causes = causes(stalls.get(i), events, sampler.samples());
            String line = line(stalls.get(i), causes);
            String main = causes.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(cause -> kind(cause.getKey()))
                    .orElse("nothing recorded");
            double[] sum = byCause.computeIfAbsent(main, none -> new double[2]);
            sum[0]++;
            sum[1] += stalls.get(i).lengthMs();
            if (i < LISTED) {
                section.note(line);
            }
        }
        byCause.forEach((cause, sum) -> section.note(
                Text.of("longest beside them: %s in %.0f stalls of %.0f ms in all", cause, sum[0], sum[1])));
        return section;
    }

    /** What went on during a stall, and for how many milliseconds of it. */
    private static Map<String, Double> causes(
            Stall stall, List<FlightRecording.Event> events, List<ThreadSample> samples) {
        Map<String, Double> causes = new TreeMap<>();
        for (FlightRecording.Event event : events) {
            add(causes, event.what(), event.overlapMs(stall.startNs(), stall.endNs()));
        }
        for (ThreadSample sample : samples) {
            boolean during =
                    sample.atNs() > stall.startNs() && sample.atNs() - ThreadSampler.INTERVAL_NS < stall.endNs();
            if (during && STAGES.stream().anyMatch(sample.thread()::startsWith)) {
                add(causes, sample.thread() + " without a core", sample.waitedNs() / 1e6);
                add(causes, sample.thread() + " in page faults", sample.faults() * MS_PER_FAULT);
            }
        }
        causes.values().removeIf(ms -> ms < LEAST_MS);
        return causes;
    }

    /** A cause without the name of the method or thread. */
    private static String kind(String cause) {
        if (cause.startsWith("compiling ")) {
            return "compiling";
        }
        return cause.endsWith(" without a core") ? "a stage without a core" : cause;
    }

    private static void add(Map<String, Double> causes, String what, double ms) {
        if (ms > 0) {
            causes.merge(what, ms, Double::sum);
        }
    }

    private static String line(Stall stall, Map<String, Double> causes) {
        StringBuilder line =
                new StringBuilder(Text.of("stall of %.0f ms, %,d requests:", stall.lengthMs(), stall.requests()));
        causes.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(CAUSES_LISTED)
                .forEach(cause -> line.append(Text.of(" %s %.0f ms;", cause.getKey(), cause.getValue())));
        return causes.isEmpty() ? line + " nothing recorded" : line.substring(0, line.length() - 1);
    }

    /** Deletes the recording. */
    @Override
    public void close() {
        sampler.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " cannot be deleted", e);
        }
    }
}
