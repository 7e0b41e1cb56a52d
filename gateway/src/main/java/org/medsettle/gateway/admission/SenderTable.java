package org.medsettle.gateway.admission;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.medsettle.common.Hashing;
import org.medsettle.common.ThreadSafe;

/**
 * What is known of each sender, found by the sixteen bytes of its code: two buckets and three counters, one cache line each.
 * Row 0 stands for whoever has no row of his own.
 *
 * <p>Threads: any, without a lock and without allocation. Invariant: a row once given is never taken away, and its code never
 * changes; only senders whom the ledger has answered OK get one, so strangers cannot fill the table.
 */
@ThreadSafe
final class SenderTable {
    static final int NOBODY = 0;

    private static final int ROWS = 8_192;
    private static final int MOST = ROWS / 4 * 3;
    private static final int STRIDE = 8;
    private static final int WORD_1 = 0;
    private static final int WORD_2 = 1;
    private static final int CLAIMED = 2;
    private static final int FULL_AT = 3;
    private static final int ENDING_FULL_AT = 4;
    private static final int COUNTERS = 5;

    private final AtomicLongArray cells = new AtomicLongArray((ROWS + 1) * STRIDE);
    private final AtomicInteger used = new AtomicInteger();

    /** The row of a code, or {@link #NOBODY}. */
    int find(long word1, long word2) {
        int row = home(word1, word2);
        for (int i = 0; i < ROWS; i++) {
            long known = cells.getAcquire(row * STRIDE + WORD_1);
            if (known == 0) {
                return NOBODY;
            }
            if (known == word1 && cells.getPlain(row * STRIDE + WORD_2) == word2) {
                return row;
            }
            row = row == ROWS ? 1 : row + 1;
        }
        return NOBODY;
    }

    /** Gives a code a row, unless it has one, the table is as full as it may be, or another thread is about to. */
    void add(long word1, long word2) {
        if (word1 == 0 || find(word1, word2) != NOBODY || used.get() >= MOST) {
            return;
        }
        int row = home(word1, word2);
        while (!cells.compareAndSet(row * STRIDE + CLAIMED, 0, 1)) {
            long known = cells.getAcquire(row * STRIDE + WORD_1);
            boolean isAnothers = known != 0 && (known != word1 || cells.getPlain(row * STRIDE + WORD_2) != word2);
            if (!isAnothers) {
                // The same code, or one that is just being written: the next answer settles it.
                return;
            }
            row = row == ROWS ? 1 : row + 1;
        }
        used.incrementAndGet();
        cells.setPlain(row * STRIDE + WORD_2, word2);
        cells.setRelease(row * STRIDE + WORD_1, word1);
    }

    private static int home(long word1, long word2) {
        return 1 + (int) (Hashing.fold(word1, word2) & (ROWS - 1));
    }

    /** Takes a token from one of a row's buckets, or answers false. */
    boolean take(int row, RateLimit limit, boolean isEnding, long nowNs) {
        if (limit.isNone()) {
            return true;
        }
        int bucket = row * STRIDE + (isEnding ? ENDING_FULL_AT : FULL_AT);
        long fullAtNs;
        long next;
        do {
            fullAtNs = cells.get(bucket);
            next = limit.next(fullAtNs, nowNs);
            if (next == RateLimit.REFUSED) {
                return false;
            }
        } while (!cells.compareAndSet(bucket, fullAtNs, next));
        return true;
    }

    void count(int row, Outcome outcome) {
        cells.getAndAdd(row * STRIDE + COUNTERS + outcome.ordinal(), 1);
    }

    long counted(int row, Outcome outcome) {
        return cells.get(row * STRIDE + COUNTERS + outcome.ordinal());
    }

    /** Rows to look at, {@link #NOBODY}'s among them. */
    int rows() {
        return ROWS + 1;
    }

    boolean isUsed(int row) {
        return cells.getAcquire(row * STRIDE + WORD_1) != 0;
    }

    /** The code of a row, as it was sent. */
    String code(int row) {
        StringBuilder code = new StringBuilder();
        for (int at = WORD_1; at <= WORD_2; at++) {
            long word = cells.get(row * STRIDE + at);
            for (int i = 0; i < Long.BYTES; i++) {
                char c = (char) ((word >>> (8 * i)) & 0xFF);
                if (c != 0) {
                    code.append(c);
                }
            }
        }
        return code.toString();
    }

    /** What can become of a request, as the counters tell it apart. */
    enum Outcome {
        ANSWERED,
        REFUSED,
        THROTTLED
    }
}
