package org.medsettle.store.offheap;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Adds the entries of restored records to an index, some at a time: it first reads the places of all of them, so that the processor
 * waits for their cache misses together. Allocates nothing per entry.
 */
@ThreadConfined(Threads.CALLER)
final class IndexFill {
    private static final int WIDTH = 32;

    private final ReferenceIndex index;
    private final long[] hashes = new long[WIDTH];
    private final long[] references = new long[WIDTH];
    private int count;
    private long touched;

    IndexFill(ReferenceIndex index) {
        this.index = index;
    }

    /** Adds an entry now or with a later one; its key is not there. */
    void add(long hash, long reference) {
        hashes[count] = hash;
        references[count++] = reference;
        if (count == WIDTH) {
            end();
        }
    }

    /** Adds what is still waiting. */
    void end() {
        for (int i = 0; i < count; i++) {
            touched += index.touch(hashes[i]);
        }
        for (int i = 0; i < count; i++) {
            index.add(hashes[i], references[i]);
        }
        count = 0;
    }

    /** A sum of what was read, so that no compiler finds the reading useless. */
    long touched() {
        return touched;
    }
}
