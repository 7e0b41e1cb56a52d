package org.medsettle.state;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.medsettle.command.ListBody;
import org.medsettle.common.Hashing;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.list.InvalidListStore;

/**
 * The feed that is being received for one level. A full feed fills the store's staged replacement, which its commit swaps
 * in; a delta is kept aside as it came and applied by its commit.
 *
 * <p>Invariant: nothing of a feed is in force before its commit. Units: epoch seconds.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class ListFeed {
    private static final int WORDS = 4;
    private static final long REMOVAL = -1;

    private final int level;
    private final InvalidListStore store;
    private boolean running;
    /** Not in the hash: it follows from the chunks, and earlier journals have digests without it. */
    private boolean namesACardTwice;

    private long version;
    private long baseVersion;
    private long expected;
    private long received;
    private long stagedSum;
    private long[] delta = new long[0];

    ListFeed(int level, InvalidListStore store) {
        this.level = level;
        this.store = store;
    }

    void begin(ListBody body) {
        if (running && isFull()) {
            store.stageAbort();
        }
        version = body.version();
        baseVersion = body.baseVersion();
        expected = body.expectedEntries();
        received = 0;
        stagedSum = 0;
        running = true;
        namesACardTwice = false;
        delta = new long[0];
        if (isFull()) {
            store.stageBegin(expected);
        }
    }

    /** True when a feed with this version is being received. */
    boolean isRunning(long version) {
        return running && this.version == version;
    }

    boolean isFull() {
        return baseVersion == 0;
    }

    boolean isComplete() {
        return received == expected && !namesACardTwice;
    }

    long received() {
        return received;
    }

    /** Takes one entry of a chunk. */
    void take(ListBody body, int index) {
        long key = body.cardKey(index);
        received++;
        if (isFull()) {
            stage(key, body.reason(index), body.fromSeconds(index), body.toSeconds(index));
            return;
        }
        int at = (int) (received - 1) * WORDS;
        if (at + WORDS > delta.length) {
            delta = Arrays.copyOf(delta, Math.max(1_024 * WORDS, delta.length * 2));
        }
        delta[at] = key;
        delta[at + 1] = body.isRemoval(index) ? REMOVAL : body.reason(index);
        delta[at + 2] = body.fromSeconds(index);
        delta[at + 3] = body.toSeconds(index);
        stagedSum = Hashing.fold(Hashing.fold(stagedSum, key), delta[at + 1]);
        stagedSum = Hashing.fold(Hashing.fold(stagedSum, delta[at + 2]), delta[at + 3]);
    }

    private void stage(long key, int reason, long fromSeconds, long toSeconds) {
        boolean fresh = store.stagePut(key, reason, fromSeconds, toSeconds);
        if (!fresh) {
            // A card twice in one full feed: whatever was announced, the feed is refused at its commit.
            received--;
            namesACardTwice = true;
            return;
        }
        stagedSum += StateDigest.hashListEntry(level, key, reason, fromSeconds, toSeconds);
    }

    /** Puts the complete feed in force. */
    void commit(InvalidLists lists, long nowMs) {
        if (isFull()) {
            store.stageCommit();
            lists.replaced(level, stagedSum);
        } else {
            for (int i = 0; i < received; i++) {
                int at = i * WORDS;
                if (delta[at + 1] == REMOVAL) {
                    lists.remove(level, delta[at], nowMs);
                } else {
                    lists.put(level, delta[at], (int) delta[at + 1], delta[at + 2], delta[at + 3], nowMs);
                }
            }
        }
        lists.versioned(level, version, nowMs);
        end();
    }

    /** Drops the feed; the list in force stays as it is. */
    void drop() {
        if (isFull()) {
            store.stageAbort();
        }
        end();
    }

    private void end() {
        running = false;
        delta = new long[0];
    }

    void save(ByteBuffer target) {
        target.putInt((running ? 1 : 0) | (namesACardTwice ? 2 : 0))
                .putLong(version)
                .putLong(baseVersion);
        target.putLong(expected).putLong(received).putLong(stagedSum);
        int words = running && !isFull() ? Math.toIntExact(received) * WORDS : 0;
        target.putInt(words);
        for (int i = 0; i < words; i++) {
            target.putLong(delta[i]);
        }
    }

    void restore(ByteBuffer source) {
        int flags = source.getInt();
        running = (flags & 1) != 0;
        namesACardTwice = (flags & 2) != 0;
        version = source.getLong();
        baseVersion = source.getLong();
        expected = source.getLong();
        received = source.getLong();
        stagedSum = source.getLong();
        delta = new long[source.getInt()];
        for (int i = 0; i < delta.length; i++) {
            delta[i] = source.getLong();
        }
    }

    long stateHash() {
        if (!running) {
            return 0;
        }
        long hash = Hashing.fold(Hashing.fold(version, baseVersion), expected);
        return Hashing.fold(Hashing.fold(hash, received), stagedSum);
    }
}
