package org.medsettle.command;

import org.medsettle.domain.RecordView;

/**
 * Body of a LIST_ENTRIES reply: entries of one list, in force or not, and where the next page begins. A page may be short
 * while more follows.
 *
 * <p>Units: epoch seconds. Invariant: a card that stood on the list from the first page to the last is in exactly one of
 * them, whatever else was added or removed meanwhile.
 */
public final class ListEntriesReply extends RecordView {
    public static final int MAX_ENTRIES = 100;

    private static final int VERSION = 0;
    private static final int NEXT_CURSOR = 8;
    private static final int COUNT = 16;
    private static final int ENTRIES = 24;
    private static final int KEY = 0;
    private static final int FROM = 8;
    private static final int TO = 16;
    private static final int REASON = 24;
    private static final int IN_FORCE = 28;
    private static final int ENTRY_BYTES = 32;

    /** Bytes of a body with room for so many entries. */
    public static int bytes(int entries) {
        return at(entries);
    }

    /** Version of the list. */
    public long version() {
        return getLong(VERSION);
    }

    /** Cursor of the next page, 0 for none. */
    public long nextCursor() {
        return getLong(NEXT_CURSOR);
    }

    public int count() {
        return getInt(COUNT);
    }

    /** {@code CardNumber.key} of an entry. */
    public long cardKey(int index) {
        return getLong(at(index) + KEY);
    }

    public long fromSeconds(int index) {
        return getLong(at(index) + FROM);
    }

    public long toSeconds(int index) {
        return getLong(at(index) + TO);
    }

    /** Code of an {@code InvalidReason}. */
    public int reason(int index) {
        return getInt(at(index) + REASON);
    }

    public boolean isInForce(int index) {
        return getInt(at(index) + IN_FORCE) != 0;
    }

    /** An empty page. */
    public ListEntriesReply begin(long version) {
        putLong(VERSION, version);
        putLong(NEXT_CURSOR, 0);
        putLong(COUNT, 0);
        return this;
    }

    /** Adds an entry; at most {@link #MAX_ENTRIES}. */
    public void add(long cardKey, int reason, boolean inForce, long fromSeconds, long toSeconds) {
        int at = at(count());
        putLong(at + KEY, cardKey);
        putLong(at + FROM, fromSeconds);
        putLong(at + TO, toSeconds);
        putInt(at + REASON, reason);
        putInt(at + IN_FORCE, inForce ? 1 : 0);
        putInt(COUNT, count() + 1);
    }

    public ListEntriesReply next(long cursor) {
        putLong(NEXT_CURSOR, cursor);
        return this;
    }

    private static int at(int index) {
        return ENTRIES + index * ENTRY_BYTES;
    }
}
