package org.medsettle.store.offheap;

import java.util.Arrays;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** The segments of one table. Invariant: a segment stands in one list. */
@ThreadConfined(Threads.STATE_MACHINE)
final class SegmentList {
    private int[] segments = new int[16];
    private int count;

    void add(int segment) {
        if (count == segments.length) {
            segments = Arrays.copyOf(segments, 2 * count);
        }
        segments[count++] = segment;
    }

    int get(int index) {
        return segments[index];
    }

    int removeLast() {
        return segments[--count];
    }

    int count() {
        return count;
    }
}
