package org.medsettle.command;

import org.medsettle.domain.RecordView;

/**
 * Body of a LIST_PAGE reply: entries of the city's list in force at the time of the question, and where the next page
 * begins. A page may be short, even empty, while more follows.
 *
 * <p>Invariant: a card that stood on the list from the first page to the last is in exactly one of them, whatever else was
 * added or removed meanwhile.
 */
public final class ListPageReply extends RecordView {
    public static final int MAX_ENTRIES = 32;

    private static final int VERSION = 0;
    private static final int NEXT_CURSOR = 8;
    private static final int COUNT = 16;
    private static final int LAST = 20;
    private static final int ENTRIES = 24;
    private static final int ENTRY_KEY = 0;
    private static final int ENTRY_REASON = 8;
    private static final int ENTRY_BYTES = 16;
    public static final int MAX_BYTES = ENTRIES + MAX_ENTRIES * ENTRY_BYTES;

    /** Version of the list. */
    public long version() {
        return getLong(VERSION);
    }

    /** Cursor of the next page; means nothing on the last one. */
    public long nextCursor() {
        return getLong(NEXT_CURSOR);
    }

    /** True when nothing follows. */
    public boolean isLast() {
        return getInt(LAST) != 0;
    }

    public int count() {
        return getInt(COUNT);
    }

    /** {@code CardNumber.key} of an entry: issuing area and number. */
    public long cardKey(int index) {
        return getLong(ENTRIES + index * ENTRY_BYTES + ENTRY_KEY);
    }

    /** Code of an {@code InvalidReason}. */
    public int reason(int index) {
        return getInt(ENTRIES + index * ENTRY_BYTES + ENTRY_REASON);
    }

    /** An empty page. */
    public ListPageReply begin(long version) {
        putLong(VERSION, version);
        putLong(NEXT_CURSOR, 0);
        putLong(COUNT, 0);
        return this;
    }

    /** Adds an entry; at most {@link #MAX_ENTRIES}. */
    public void add(long cardKey, int reason) {
        int at = ENTRIES + count() * ENTRY_BYTES;
        putLong(at + ENTRY_KEY, cardKey);
        putLong(at + ENTRY_REASON, reason);
        putInt(COUNT, count() + 1);
    }

    public ListPageReply end(long nextCursor, boolean last) {
        putLong(NEXT_CURSOR, nextCursor);
        putInt(LAST, last ? 1 : 0);
        return this;
    }

    /** Bytes of the whole body. */
    public int length() {
        return ENTRIES + count() * ENTRY_BYTES;
    }
}
