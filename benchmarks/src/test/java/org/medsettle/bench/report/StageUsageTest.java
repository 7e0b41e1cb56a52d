package org.medsettle.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A thread's own processor time and allocation are seen, and a thread that is not there counts as zero. */
class StageUsageTest {
    private static final int BYTES = 10_000_000;

    @Test
    void shouldSeeWhatThisThreadAllocates() {
        String name = Thread.currentThread().getName();
        StageUsage before = StageUsage.take(List.of(name, "nobody"));

        int length = new byte[BYTES].length;

        StageUsage used = StageUsage.take(List.of(name, "nobody")).since(before);
        assertTrue(used.allocatedBytes(name) >= length, "saw " + used.allocatedBytes(name));
        assertEquals(0, used.allocatedBytes("nobody"));
        assertEquals(0, used.cpuNs("nobody"));
    }
}
