package org.medsettle.command;

import org.medsettle.domain.RecordView;
import org.medsettle.domain.list.ListLevel;

/**
 * Body of a CARD reply: the card's state if it is ours, its entry on each level's list, and each list's version and age.
 *
 * <p>Units: entries in epoch seconds, list times in epoch milliseconds.
 */
public final class CardReply extends RecordView {
    /** {@link #state()} of a card that is not ours. */
    public static final int NOT_OURS = -1;

    private static final int KEY = 0;
    private static final int STATE = 8;
    private static final int LEVELS = 16;
    private static final int REASON = 0;
    private static final int IN_FORCE = 4;
    private static final int FROM = 8;
    private static final int TO = 16;
    private static final int VERSION = 24;
    private static final int UPDATED = 32;
    private static final int FED = 40;
    private static final int MAX_AGE = 48;
    private static final int TOO_OLD = 56;
    private static final int REFUSES = 60;
    private static final int LEVEL_BYTES = 64;
    public static final int BYTES = LEVELS + ListLevel.COUNT * LEVEL_BYTES;

    public long key() {
        return getLong(KEY);
    }

    /** Code of a {@code CardState}, or {@link #NOT_OURS}. */
    public int state() {
        return getInt(STATE);
    }

    public CardReply card(long key, int state) {
        putLong(KEY, key);
        putLong(STATE, 0);
        putInt(STATE, state);
        return this;
    }

    /** Sets the list's version and time, and no entry. */
    public CardReply list(int level, long version, long updatedMs) {
        entry(level, 0, false, 0, 0);
        putLong(at(level) + VERSION, version);
        putLong(at(level) + UPDATED, updatedMs);
        return this;
    }

    public CardReply entry(int level, int reason, boolean inForce, long fromSeconds, long toSeconds) {
        putInt(at(level) + REASON, reason);
        putInt(at(level) + IN_FORCE, inForce ? 1 : 0);
        putLong(at(level) + FROM, fromSeconds);
        putLong(at(level) + TO, toSeconds);
        return this;
    }

    /** Code of an {@code InvalidReason}, 0 when the level's list has no entry. */
    public int reason(int level) {
        return getInt(at(level) + REASON);
    }

    public boolean isInForce(int level) {
        return getInt(at(level) + IN_FORCE) != 0;
    }

    public long fromSeconds(int level) {
        return getLong(at(level) + FROM);
    }

    public long toSeconds(int level) {
        return getLong(at(level) + TO);
    }

    public long version(int level) {
        return getLong(at(level) + VERSION);
    }

    public long updatedMs(int level) {
        return getLong(at(level) + UPDATED);
    }

    /** Sets when the list was last fed, how old it may become, and what is so now. */
    public CardReply age(int level, long fedMs, long maxAgeSeconds, boolean tooOld, boolean refuses) {
        putLong(at(level) + FED, fedMs);
        putLong(at(level) + MAX_AGE, maxAgeSeconds);
        putInt(at(level) + TOO_OLD, tooOld ? 1 : 0);
        putInt(at(level) + REFUSES, refuses ? 1 : 0);
        return this;
    }

    /** When the list was last fed, 0 for never. */
    public long fedMs(int level) {
        return getLong(at(level) + FED);
    }

    /** How old the list may become, 0 for no limit. */
    public long maxAgeSeconds(int level) {
        return getLong(at(level) + MAX_AGE);
    }

    public boolean isTooOld(int level) {
        return getInt(at(level) + TOO_OLD) != 0;
    }

    /** True when cards are refused while the list is too old. */
    public boolean refuses(int level) {
        return getInt(at(level) + REFUSES) != 0;
    }

    private static int at(int level) {
        return LEVELS + level * LEVEL_BYTES;
    }
}
