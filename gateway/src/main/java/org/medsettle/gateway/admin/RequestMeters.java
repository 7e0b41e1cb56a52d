package org.medsettle.gateway.admin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadSafe;

/**
 * Counts the requests of the HIS door by transaction and result, and how long they took.
 *
 * <p>Threads: any; the meters are atomic, and a pair's counter is registered on its first request, after which a request
 * allocates nothing and takes no lock. Units: nanoseconds in, seconds out. Invariant: labels come from two closed lists.
 */
@ThreadSafe
final class RequestMeters {
    private static final String OTHER = "other";
    /** A result of ours alone: for the client it is BUSY, but the node had room. */
    private static final String THROTTLED = "THROTTLED";

    /** One for each result code, and one for {@link #THROTTLED}. */
    private static final int RESULTS = ResultCode.values().length + 1;

    /** What alerts ask for: a rate does not see the first of a series that was not there before. */
    private static final List<ResultCode> FROM_THE_START =
            List.of(ResultCode.OK, ResultCode.BUSY, ResultCode.DRAINING, ResultCode.FENCED);

    private static final Duration[] OBJECTIVES = {
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(20),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry registry;
    private final int[] numbers;
    private final String[] labels;
    private final Timer[] durations;
    private final AtomicReferenceArray<Counter> counters;

    RequestMeters(MeterRegistry registry, List<NodeMetrics.Transaction> transactions) {
        this.registry = registry;
        int count = transactions.size();
        numbers = new int[count];
        labels = new String[count + 1];
        durations = new Timer[count + 1];
        counters = new AtomicReferenceArray<>((count + 1) * RESULTS);
        for (int i = 0; i <= count; i++) {
            labels[i] = i < count ? transactions.get(i).label() : OTHER;
            if (i < count) {
                numbers[i] = transactions.get(i).number();
            }
            durations[i] = Timer.builder("medsettle.request.duration")
                    .description("Time from a whole request to its answer, by transaction")
                    .tag("transaction", labels[i])
                    .serviceLevelObjectives(OBJECTIVES)
                    .register(registry);
            for (ResultCode code : FROM_THE_START) {
                counter(i, code.ordinal(), code.name());
            }
        }
    }

    @SuppressWarnings("EnumOrdinal") // A position in an array of this process, never stored.
    void record(int transaction, ResultCode code, long durationNs) {
        record(indexOf(transaction), code.ordinal(), code.name(), durationNs);
    }

    void throttled(int transaction, long durationNs) {
        record(indexOf(transaction), RESULTS - 1, THROTTLED, durationNs);
    }

    private void record(int index, int result, String name, long durationNs) {
        counter(index, result, name).increment();
        durations[index].record(durationNs, TimeUnit.NANOSECONDS);
    }

    private int indexOf(int transaction) {
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] == transaction) {
                return i;
            }
        }
        return numbers.length;
    }

    private Counter counter(int index, int result, String name) {
        int at = index * RESULTS + result;
        Counter counter = counters.get(at);
        if (counter == null) {
            counter = Counter.builder("medsettle.requests")
                    .description("Requests of the HIS door by transaction and result")
                    .tag("transaction", labels[index])
                    .tag("result", name)
                    .register(registry);
            counters.set(at, counter);
        }
        return counter;
    }
}
