package org.medsettle.bench.report;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Processor time and heap allocation of named threads, taken at one moment; the difference of two is a stage's cost.
 *
 * <p>Threads: any. Units: nanoseconds, bytes. Invariant: a thread that is not there counts as zero.
 */
public final class StageUsage {
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<String, long[]> byName = new LinkedHashMap<>();

    private StageUsage(List<String> names) {
        names.forEach(name -> byName.put(name, new long[2]));
    }

    /** What the living threads of these names have used so far. */
    public static StageUsage take(List<String> names) {
        StageUsage usage = new StageUsage(names);
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            long[] used = thread == null ? null : usage.byName.get(thread.getThreadName());
            if (used != null) {
                used[0] += Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
                used[1] += Math.max(0, THREADS.getThreadAllocatedBytes(thread.getThreadId()));
            }
        }
        return usage;
    }

    /** What was used between {@code earlier} and this. */
    public StageUsage since(StageUsage earlier) {
        StageUsage difference = new StageUsage(List.copyOf(byName.keySet()));
        difference.byName.forEach((name, used) -> {
            used[0] = cpuNs(name) - earlier.cpuNs(name);
            used[1] = allocatedBytes(name) - earlier.allocatedBytes(name);
        });
        return difference;
    }

    public long cpuNs(String name) {
        return used(name)[0];
    }

    public long allocatedBytes(String name) {
        return used(name)[1];
    }

    /** Processor time of all of them. */
    public long cpuNs() {
        return byName.values().stream().mapToLong(used -> used[0]).sum();
    }

    /** Bytes that all of them have allocated. */
    public long allocatedBytes() {
        return byName.values().stream().mapToLong(used -> used[1]).sum();
    }

    private long[] used(String name) {
        long[] used = byName.get(name);
        if (used == null) {
            throw new IllegalArgumentException("no usage was taken of " + name);
        }
        return used;
    }

    /** One line: processor nanoseconds and bytes for each of {@code operations}. */
    public String perOperation(long operations) {
        StringBuilder line = new StringBuilder();
        byName.forEach((name, used) -> line.append(Text.of(
                "%s%s %.0f ns %.3f B",
                line.isEmpty() ? "" : ", ", name, (double) used[0] / operations, (double) used[1] / operations)));
        return line.toString();
    }
}
