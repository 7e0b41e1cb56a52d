package org.medsettle.command;

import org.medsettle.domain.RecordView;
import org.medsettle.domain.list.ListLevel;

/**
 * Body of LIST_TERMS: for each invalid list, how old it may become and what happens to cards when it is older. It enters as
 * a command, so that a replay decides with the terms of the time.
 *
 * <p>Units: seconds; a greatest age of 0 is no limit.
 */
public final class ListTermsBody extends RecordView {
    private static final int MAX_AGE = 0;
    private static final int REFUSE = 8;
    private static final int LEVEL_BYTES = 16;
    public static final int BYTES = ListLevel.COUNT * LEVEL_BYTES;

    public long maxAgeSeconds(int level) {
        return getLong(level * LEVEL_BYTES + MAX_AGE);
    }

    /** True when cards are refused while the list is too old, false when they are served and the node warns. */
    public boolean refuses(int level) {
        return getInt(level * LEVEL_BYTES + REFUSE) != 0;
    }

    public ListTermsBody set(int level, long maxAgeSeconds, boolean refuses) {
        putLong(level * LEVEL_BYTES + MAX_AGE, maxAgeSeconds);
        putLong(level * LEVEL_BYTES + REFUSE, refuses ? 1 : 0);
        return this;
    }
}
