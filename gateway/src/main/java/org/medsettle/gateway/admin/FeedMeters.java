package org.medsettle.gateway.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.medsettle.common.ThreadSafe;
import org.medsettle.domain.list.ListLevel;

/** Metrics of the feeds of the invalid lists, by whichever way they come. Threads: any. */
@ThreadSafe
public final class FeedMeters {
    private final Map<ListLevel, Counter> applied = new EnumMap<>(ListLevel.class);
    private final Map<ListLevel, Counter> rejected = new EnumMap<>(ListLevel.class);
    private volatile int waiting;
    private volatile int rejectedFiles;
    private volatile boolean failing;

    FeedMeters(MeterRegistry registry) {
        for (ListLevel level : ListLevel.values()) {
            applied.put(level, counter(registry, level, "applied"));
            rejected.put(level, counter(registry, level, "rejected"));
        }
        gauge(registry, "waiting", "Files in the drop folder that are no complete feed", () -> waiting);
        gauge(
                registry,
                "rejected",
                "Rejected files in the drop folder that nobody has taken away",
                () -> rejectedFiles);
        gauge(registry, "failing", "1 while the drop folder cannot be used", () -> failing ? 1 : 0);
    }

    private static Counter counter(MeterRegistry registry, ListLevel level, String outcome) {
        return Counter.builder("medsettle.cardlist.feeds")
                .description("Feeds of the invalid lists by what came of them")
                .tag("level", level.name())
                .tag("outcome", outcome)
                .register(registry);
    }

    private static void gauge(MeterRegistry registry, String name, String description, Supplier<Number> value) {
        Gauge.builder("medsettle.cardlist.drop." + name, value)
                .description(description)
                .register(registry);
    }

    /** A feed is in force. */
    public void applied(ListLevel level) {
        Objects.requireNonNull(applied.get(level)).increment();
    }

    /** A feed was refused whole. */
    public void rejected(ListLevel level) {
        Objects.requireNonNull(rejected.get(level)).increment();
    }

    /** What the drop folder holds. */
    public void dropFolder(int waitingFiles, int rejectedFiles) {
        this.waiting = waitingFiles;
        this.rejectedFiles = rejectedFiles;
    }

    /** Whether the drop folder can be used. */
    public void dropFailing(boolean isFailing) {
        failing = isFailing;
    }
}
