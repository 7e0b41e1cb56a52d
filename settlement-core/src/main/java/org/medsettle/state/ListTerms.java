package org.medsettle.state;

import java.nio.ByteBuffer;
import org.medsettle.command.ListTermsBody;
import org.medsettle.common.Hashing;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.list.ListLevel;

/**
 * How old each invalid list may become, as the last LIST_TERMS command left it, and what follows when it is older.
 *
 * <p>Units: seconds; an age of 0 is no limit. A list that has never been fed is older than any limit.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class ListTerms {
    private static final long MAX_SECONDS = 10L * 366 * 86_400;

    private final long[] maxAgeSeconds = new long[ListLevel.COUNT];
    private final boolean[] refuses = new boolean[ListLevel.COUNT];

    /** Takes the terms over, or answers false and changes nothing when one is out of range. */
    boolean configure(ListTermsBody body) {
        for (int level = 0; level < ListLevel.COUNT; level++) {
            if (body.maxAgeSeconds(level) < 0 || body.maxAgeSeconds(level) > MAX_SECONDS) {
                return false;
            }
        }
        for (int level = 0; level < ListLevel.COUNT; level++) {
            maxAgeSeconds[level] = body.maxAgeSeconds(level);
            refuses[level] = body.refuses(level);
        }
        return true;
    }

    boolean isTooOld(int level, long fedMs, long nowMs) {
        return maxAgeSeconds[level] != 0 && nowMs - fedMs >= maxAgeSeconds[level] * 1_000;
    }

    long maxAgeSeconds(int level) {
        return maxAgeSeconds[level];
    }

    boolean refuses(int level) {
        return refuses[level];
    }

    void save(ByteBuffer target) {
        for (int level = 0; level < ListLevel.COUNT; level++) {
            target.putLong(maxAgeSeconds[level]).putInt(refuses[level] ? 1 : 0);
        }
    }

    void restore(ByteBuffer source) {
        for (int level = 0; level < ListLevel.COUNT; level++) {
            maxAgeSeconds[level] = source.getLong();
            refuses[level] = source.getInt() != 0;
        }
    }

    /** True when any list may not become older than so much. */
    boolean areSet() {
        for (int level = 0; level < ListLevel.COUNT; level++) {
            if (maxAgeSeconds[level] != 0 || refuses[level]) {
                return true;
            }
        }
        return false;
    }

    long stateHash() {
        long hash = 0;
        for (int level = 0; level < ListLevel.COUNT; level++) {
            hash = Hashing.fold(hash, maxAgeSeconds[level] * 2 + (refuses[level] ? 1 : 0));
        }
        return hash;
    }
}
