package org.medsettle.gateway.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The metrics as they stand, to be written as JSON. What is not registered, or not a number yet, is null.
 *
 * <p>Threads: confined to the admin event loop. Units: times in seconds.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class MeterFigures {
    /** Longest whole number that every reader of JSON keeps exactly. */
    private static final double MAX_WHOLE = 1L << 53;

    private final Map<String, List<Meter>> byName = new HashMap<>();

    MeterFigures(MeterRegistry registry) {
        registry.forEachMeter(meter -> byName.computeIfAbsent(meter.getId().getName(), any -> new ArrayList<>())
                .add(meter));
    }

    /** A gauge or counter without labels. */
    void write(String field, String name, JsonGenerator to) throws IOException {
        to.writeFieldName(field);
        writeValue(value(first(name)), to);
    }

    /** A gauge or counter whose only label has this value. */
    void write(String field, String name, String label, JsonGenerator to) throws IOException {
        Meter found = null;
        for (Meter meter : named(name)) {
            if (meter.getId().getTags().get(0).getValue().equals(label)) {
                found = meter;
            }
        }
        to.writeFieldName(field);
        writeValue(value(found), to);
    }

    /** Counters by two labels; those that have counted nothing are left out. */
    void writeCounts(String field, String name, String type, String result, JsonGenerator to) throws IOException {
        to.writeArrayFieldStart(field);
        List<Meter> meters = new ArrayList<>(named(name));
        meters.sort(Comparator.comparing((Meter meter) -> tag(meter, type)).thenComparing(meter -> tag(meter, result)));
        for (Meter meter : meters) {
            double count = value(meter);
            if (count > 0) {
                to.writeStartObject();
                to.writeStringField("type", tag(meter, type));
                to.writeStringField("result", tag(meter, result));
                to.writeFieldName("count");
                writeValue(count, to);
                to.writeEndObject();
            }
        }
        to.writeEndArray();
    }

    /** Timers by one label; those that have timed nothing are left out. */
    void writeTimers(String field, String name, String type, JsonGenerator to) throws IOException {
        to.writeArrayFieldStart(field);
        List<Meter> meters = new ArrayList<>(named(name));
        meters.sort(Comparator.comparing(meter -> tag(meter, type)));
        for (Meter meter : meters) {
            if (meter instanceof Timer timer && timer.count() > 0) {
                to.writeStartObject();
                to.writeStringField("type", tag(meter, type));
                writeTimes(timer, to);
                to.writeEndObject();
            }
        }
        to.writeEndArray();
    }

    /** A timer without labels. */
    void writeTimer(String field, String name, JsonGenerator to) throws IOException {
        if (first(name) instanceof Timer timer) {
            to.writeObjectFieldStart(field);
            writeTimes(timer, to);
            to.writeEndObject();
        }
    }

    private static void writeTimes(Timer timer, JsonGenerator to) throws IOException {
        HistogramSnapshot times = timer.takeSnapshot();
        writeHistogram(
                times, times.total(TimeUnit.SECONDS), times.max(TimeUnit.SECONDS), b -> b.bucket(TimeUnit.SECONDS), to);
    }

    /** A distribution of counts without labels. */
    void writeSummary(String field, String name, JsonGenerator to) throws IOException {
        if (first(name) instanceof DistributionSummary summary) {
            HistogramSnapshot counts = summary.takeSnapshot();
            to.writeObjectFieldStart(field);
            writeHistogram(counts, counts.total(), counts.max(), CountAtBucket::bucket, to);
            to.writeEndObject();
        }
    }

    /** {@code buckets} are pairs of an upper bound and how many were at most that. */
    private static void writeHistogram(
            HistogramSnapshot snapshot, double sum, double max, ToDoubleFunction<CountAtBucket> bound, JsonGenerator to)
            throws IOException {
        to.writeNumberField("count", snapshot.count());
        to.writeFieldName("sum");
        writeValue(sum, to);
        to.writeFieldName("max");
        writeValue(max, to);
        to.writeArrayFieldStart("buckets");
        for (CountAtBucket bucket : snapshot.histogramCounts()) {
            if (!Double.isInfinite(bucket.bucket())) {
                to.writeStartArray();
                writeValue(bound.applyAsDouble(bucket), to);
                writeValue(bucket.count(), to);
                to.writeEndArray();
            }
        }
        to.writeEndArray();
    }

    /** A number as short as it is, or null when it is none. */
    static void writeValue(double value, JsonGenerator to) throws IOException {
        if (!Double.isFinite(value)) {
            to.writeNull();
        } else if (Math.abs(value) <= MAX_WHOLE && value == Math.rint(value)) {
            to.writeNumber((long) value);
        } else {
            to.writeNumber(value);
        }
    }

    private static double value(@Nullable Meter meter) {
        if (meter instanceof TimeGauge gauge) {
            return gauge.value(TimeUnit.SECONDS);
        } else if (meter instanceof Gauge gauge) {
            return gauge.value();
        } else if (meter instanceof Counter counter) {
            return counter.count();
        }
        return meter instanceof FunctionCounter counter ? counter.count() : Double.NaN;
    }

    private @Nullable Meter first(String name) {
        List<Meter> meters = named(name);
        return meters.isEmpty() ? null : meters.get(0);
    }

    private List<Meter> named(String name) {
        return byName.getOrDefault(name, List.of());
    }

    private static String tag(Meter meter, String key) {
        String value = meter.getId().getTag(key);
        return value == null ? "" : value;
    }
}
