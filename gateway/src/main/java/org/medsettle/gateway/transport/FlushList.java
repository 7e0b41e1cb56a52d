package org.medsettle.gateway.transport;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The connections of one event loop that were written to since the last flush: a batch of replies costs one system call
 * per connection, however many replies it holds.
 *
 * <p>Invariant: whoever adds itself has checked that it is not on the list already.
 */
@ThreadConfined(Threads.EVENT_LOOP)
public final class FlushList {
    private @Nullable Flushable[] written = new @Nullable Flushable[64];
    private int count;

    public void add(Flushable one) {
        if (count == written.length) {
            written = Arrays.copyOf(written, 2 * count);
        }
        written[count++] = one;
    }

    /** Flushes each once, in the order in which they were added. */
    public void flushAll() {
        for (int i = 0; i < count; i++) {
            Flushable one = written[i];
            written[i] = null;
            if (one != null) {
                one.flushWritten();
            }
        }
        count = 0;
    }
}
