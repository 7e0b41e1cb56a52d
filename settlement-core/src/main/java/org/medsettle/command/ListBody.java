package org.medsettle.command;

import org.medsettle.domain.RecordView;

/**
 * Body of the five invalid-list commands. LIST_PUT and LIST_REMOVE carry one entry; a feed is FEED_BEGIN (full when the
 * base version is 0, else a delta), any number of FEED_CHUNK, and FEED_COMMIT, which puts all of it in force at once.
 *
 * <p>Units: epoch seconds. Invariant: a feed is known by (level, version); a chunk or commit of another feed is refused.
 */
public final class ListBody extends RecordView {
    /** Entries one chunk may carry. */
    public static final int MAX_ENTRIES = 1_000;
    /** Chunks of one feed that its sender may have under way, so that settlements find room between them. */
    public static final int CHUNKS_UNDER_WAY = 2;
    /** Entries a delta may carry in all, as the rules have it; journals hold such deltas. */
    public static final int MAX_DELTA_ENTRIES = 20_000;
    /** Entries the doors take in a delta: putting it in force is one command, and holds up whoever settles meanwhile. */
    public static final int DELTA_ENTRIES_TAKEN = 10_000;

    private static final int LEVEL = 0;
    private static final int ENTRY_COUNT = 4;
    private static final int VERSION = 8;
    private static final int BASE_VERSION = 16;
    private static final int EXPECTED = 24;
    public static final int HEAD_BYTES = 32;
    public static final int ENTRY_BYTES = 32;
    private static final int KEY = 0;
    private static final int FROM = 8;
    private static final int TO = 16;
    private static final int REASON = 24;
    private static final int REMOVE = 28;

    /** Code of a {@code ListLevel}. */
    public int level() {
        return getInt(LEVEL);
    }

    public long version() {
        return getLong(VERSION);
    }

    /** Version a delta builds on; 0 for a full feed. */
    public long baseVersion() {
        return getLong(BASE_VERSION);
    }

    /** Entries in the whole feed, to be checked at its commit. */
    public long expectedEntries() {
        return getLong(EXPECTED);
    }

    public int entryCount() {
        return getInt(ENTRY_COUNT);
    }

    /** Bytes of the whole body. */
    public int length() {
        return HEAD_BYTES + entryCount() * ENTRY_BYTES;
    }

    public long cardKey(int index) {
        return getLong(at(index) + KEY);
    }

    public long fromSeconds(int index) {
        return getLong(at(index) + FROM);
    }

    /** First second at which the entry no longer counts; 0 for no end. */
    public long toSeconds(int index) {
        return getLong(at(index) + TO);
    }

    public int reason(int index) {
        return getInt(at(index) + REASON);
    }

    public boolean isRemoval(int index) {
        return getInt(at(index) + REMOVE) != 0;
    }

    public ListBody head(int level, long version, long baseVersion, long expectedEntries) {
        putInt(LEVEL, level);
        putInt(ENTRY_COUNT, 0);
        putLong(VERSION, version);
        putLong(BASE_VERSION, baseVersion);
        putLong(EXPECTED, expectedEntries);
        return this;
    }

    /** Appends an entry. */
    public ListBody add(long cardKey, int reason, long fromSeconds, long toSeconds) {
        return append(cardKey, reason, fromSeconds, toSeconds, 0);
    }

    /** Appends the removal of a card's entry. */
    public ListBody remove(long cardKey) {
        return append(cardKey, 0, 0, 0, 1);
    }

    private ListBody append(long cardKey, int reason, long fromSeconds, long toSeconds, int remove) {
        int index = entryCount();
        putLong(at(index) + KEY, cardKey);
        putLong(at(index) + FROM, fromSeconds);
        putLong(at(index) + TO, toSeconds);
        putInt(at(index) + REASON, reason);
        putInt(at(index) + REMOVE, remove);
        putInt(ENTRY_COUNT, index + 1);
        return this;
    }

    private static int at(int index) {
        return HEAD_BYTES + index * ENTRY_BYTES;
    }
}
