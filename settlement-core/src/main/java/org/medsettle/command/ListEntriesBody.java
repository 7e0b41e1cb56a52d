package org.medsettle.command;

import org.medsettle.domain.RecordView;

/** Body of QUERY_LIST_ENTRIES: an operator's page of one invalid list. Invariant: a walk begins with cursor 0. */
public final class ListEntriesBody extends RecordView {
    private static final int LEVEL = 0;
    private static final int LIMIT = 4;
    private static final int CURSOR = 8;
    public static final int BYTES = 16;

    /** Code of a {@code ListLevel}. */
    public int level() {
        return getInt(LEVEL);
    }

    /** Most entries the page may have; 1 to {@link ListEntriesReply#MAX_ENTRIES}. */
    public int limit() {
        return getInt(LIMIT);
    }

    /** 0, or the cursor of the page before. */
    public long cursor() {
        return getLong(CURSOR);
    }

    public ListEntriesBody set(int level, long cursor, int limit) {
        putInt(LEVEL, level);
        putInt(LIMIT, limit);
        putLong(CURSOR, cursor);
        return this;
    }
}
