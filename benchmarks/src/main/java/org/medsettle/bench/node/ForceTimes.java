package org.medsettle.bench.node;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medsettle.bench.report.Text;

/**
 * How long a node's forces have taken, from its metrics; the difference of two readings is what a load met.
 *
 * <p>Threads: immutable. Units: seconds. Invariant: percentiles are the upper bounds of the metric's buckets.
 *
 * @param count forces so far
 * @param seconds they took in all
 * @param records they made durable
 * @param buckets forces by upper bound, cumulated
 */
public record ForceTimes(long count, double seconds, double records, Map<Double, Long> buckets) {
    private static final String METRIC = "medsettle_journal_sync_duration_seconds";
    private static final Pattern BUCKET = Pattern.compile("(?m)^" + METRIC + "_bucket\\{.*le=\"([^\"]+)\".*} (\\S+)$");
    private static final Pattern SUM = Pattern.compile("(?m)^" + METRIC + "_sum\\S* (\\S+)$");
    private static final Pattern COUNT = Pattern.compile("(?m)^" + METRIC + "_count\\S* (\\S+)$");
    private static final Pattern RECORDS = Pattern.compile("(?m)^medsettle_journal_batch_records_sum\\S* (\\S+)$");

    public ForceTimes {
        buckets = Map.copyOf(buckets);
    }

    /** Reads the metrics of a node. */
    public static ForceTimes of(NodeProcess node) throws IOException, InterruptedException {
        HttpRequest scrape =
                HttpRequest.newBuilder(URI.create(node.admin() + "/metrics")).build();
        return parse(HttpClient.newHttpClient()
                .send(scrape, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    static ForceTimes parse(String text) throws IOException {
        Map<Double, Long> buckets = new TreeMap<>();
        Matcher bucket = BUCKET.matcher(text);
        while (bucket.find()) {
            String bound = bucket.group(1);
            buckets.put(bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound), (long)
                    Double.parseDouble(bucket.group(2)));
        }
        return new ForceTimes((long) number(COUNT, text), number(SUM, text), number(RECORDS, text), buckets);
    }

    private static double number(Pattern line, String text) throws IOException {
        Matcher found = line.matcher(text);
        if (!found.find()) {
            throw new IOException("the node's metrics have no line like " + line.pattern());
        }
        return Double.parseDouble(found.group(1));
    }

    /** What has come since {@code earlier}. */
    public ForceTimes since(ForceTimes earlier) {
        Map<Double, Long> difference = new TreeMap<>();
        buckets.forEach((bound, forces) -> difference.put(bound, forces - earlier.buckets.getOrDefault(bound, 0L)));
        return new ForceTimes(count - earlier.count, seconds - earlier.seconds, records - earlier.records, difference);
    }

    /** Upper bound in milliseconds below which {@code percentile} per cent of the forces stayed. */
    public double boundMs(double percentile) {
        return new TreeMap<>(buckets)
                .entrySet().stream()
                        .filter(entry -> entry.getValue() >= count * percentile / 100)
                        .mapToDouble(entry -> entry.getKey() * 1_000)
                        .findFirst()
                        .orElse(Double.POSITIVE_INFINITY);
    }

    /** One line. */
    public String text() {
        return count == 0
                ? "the node forced nothing"
                : Text.of(
                        "the node's own forces: %,d, mean %.3f ms, p50 <= %.2f, p99 <= %.2f, p99.9 <= %.1f ms, %.1f records each",
                        count, 1_000 * seconds / count, boundMs(50), boundMs(99), boundMs(99.9), records / count);
    }
}
