package org.medsettle.state;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.medsettle.common.Hashing;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.domain.list.ListLevel;

/**
 * The three invalid lists with their versions: looked up on every transaction that presents a card, changed by single
 * entries and by feeds.
 *
 * <p>A list is as old as its last feed; single entries do not make it younger. The city's list is kept here: every change
 * of it is news from its authority. Units: epoch seconds in entries, epoch milliseconds for a list's own time. Invariant: an entry counts from its start
 * (inclusive) to its end (exclusive) by engine time.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class InvalidLists {
    private static final int CITY = ListLevel.CITY.code();

    private final InvalidListStore[] stores;
    private final StateDigest digest;
    private final long[] versions = new long[ListLevel.COUNT];
    private final long[] updatedMs = new long[ListLevel.COUNT];
    private final long[] fedMs = new long[ListLevel.COUNT];
    private final ListTerms terms = new ListTerms();
    private final long[] sums = new long[ListLevel.COUNT];
    private final ListFeed[] feeds = new ListFeed[ListLevel.COUNT];

    InvalidLists(LedgerStores ledger, StateDigest digest) {
        this.digest = digest;
        stores = ledger.lists().toArray(new InvalidListStore[0]);
        for (int level = 0; level < stores.length; level++) {
            feeds[level] = new ListFeed(level, stores[level]);
        }
    }

    /** Code of the first level whose list has the card in force at {@code nowSeconds}, or -1. */
    int levelInForce(long cardKey, long nowSeconds) {
        for (int level = 0; level < ListLevel.COUNT; level++) {
            long position = stores[level].find(cardKey);
            if (position != InvalidListStore.NONE && inForce(level, position, nowSeconds)) {
                return level;
            }
        }
        return -1;
    }

    /** Reason of a card that {@link #levelInForce} found. */
    int reason(int level, long cardKey) {
        return stores[level].reason(stores[level].find(cardKey));
    }

    boolean inForce(int level, long position, long nowSeconds) {
        return isInForce(stores[level].fromSeconds(position), stores[level].toSeconds(position), nowSeconds);
    }

    static boolean isInForce(long fromSeconds, long toSeconds, long nowSeconds) {
        return fromSeconds <= nowSeconds && (toSeconds == 0 || nowSeconds < toSeconds);
    }

    /** Adds or overwrites an entry; answers false when it was there already, word for word. */
    boolean put(int level, long cardKey, int reason, long fromSeconds, long toSeconds, long nowMs) {
        InvalidListStore store = stores[level];
        long position = store.find(cardKey);
        if (position != InvalidListStore.NONE) {
            if (store.reason(position) == reason
                    && store.fromSeconds(position) == fromSeconds
                    && store.toSeconds(position) == toSeconds) {
                return false;
            }
            change(level, -entryHash(level, cardKey, position));
        }
        store.put(cardKey, reason, fromSeconds, toSeconds);
        change(level, StateDigest.hashListEntry(level, cardKey, reason, fromSeconds, toSeconds));
        changed(level, nowMs);
        return true;
    }

    /** Takes the card's entry off; answers false when there was none. */
    boolean remove(int level, long cardKey, long nowMs) {
        long position = stores[level].find(cardKey);
        if (position == InvalidListStore.NONE) {
            return false;
        }
        change(level, -entryHash(level, cardKey, position));
        stores[level].remove(cardKey);
        changed(level, nowMs);
        return true;
    }

    private void changed(int level, long nowMs) {
        updatedMs[level] = nowMs;
        if (level == CITY) {
            fedMs[level] = nowMs;
        }
    }

    /** Code of the first level whose list is so old that cards are refused, or -1. */
    int levelTooOld(long nowMs) {
        for (int level = 0; level < ListLevel.COUNT; level++) {
            if (terms.refuses(level) && isTooOld(level, nowMs)) {
                return level;
            }
        }
        return -1;
    }

    boolean isTooOld(int level, long nowMs) {
        return terms.isTooOld(level, fedMs[level], nowMs);
    }

    /** A staged replacement has been swapped in: the level's entries now sum to {@code stagedSum}. */
    void replaced(int level, long stagedSum) {
        change(level, stagedSum - sums[level]);
    }

    /** A feed is in force. */
    void versioned(int level, long version, long nowMs) {
        versions[level] = version;
        updatedMs[level] = nowMs;
        fedMs[level] = nowMs;
    }

    private void change(int level, long delta) {
        sums[level] += delta;
        digest.add(delta);
    }

    private long entryHash(int level, long cardKey, long position) {
        InvalidListStore store = stores[level];
        return StateDigest.hashListEntry(
                level, cardKey, store.reason(position), store.fromSeconds(position), store.toSeconds(position));
    }

    InvalidListStore store(int level) {
        return stores[level];
    }

    ListFeed feed(int level) {
        return feeds[level];
    }

    long version(int level) {
        return versions[level];
    }

    long updatedMs(int level) {
        return updatedMs[level];
    }

    long fedMs(int level) {
        return fedMs[level];
    }

    ListTerms terms() {
        return terms;
    }

    void save(ByteBuffer target) {
        terms.save(target);
        for (int level = 0; level < ListLevel.COUNT; level++) {
            target.putLong(versions[level]).putLong(updatedMs[level]).putLong(sums[level]);
            target.putLong(fedMs[level]);
            feeds[level].save(target);
        }
    }

    void restore(ByteBuffer source) {
        terms.restore(source);
        for (int level = 0; level < ListLevel.COUNT; level++) {
            versions[level] = source.getLong();
            updatedMs[level] = source.getLong();
            sums[level] = source.getLong();
            fedMs[level] = source.getLong();
            feeds[level].restore(source);
        }
    }

    /**
     * Hash of versions and running feeds; the entries are in the running digest. Terms count once there are any: a journal
     * from before there were keeps its digests.
     */
    long stateHash() {
        long hash = 0;
        for (int level = 0; level < ListLevel.COUNT; level++) {
            hash = Hashing.fold(Hashing.fold(hash, versions[level]), updatedMs[level]);
            hash = Hashing.fold(hash, feeds[level].stateHash());
        }
        return terms.areSet() ? hash + Hashing.fold(terms.stateHash(), Arrays.hashCode(fedMs)) : hash;
    }
}
