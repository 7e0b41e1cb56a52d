package org.medsettle.domain.list;

import org.medsettle.common.Hashing;

/**
 * Port: the entries of one level's invalid list by card key ({@code CardNumber.key}). One card has at most one entry per
 * level. Beside the entries in force a store keeps one staged replacement, filled piece by piece and swapped in at once.
 *
 * <p>Threads: confined to the state machine. Units: times in epoch seconds, {@code toSeconds} 0 for no end; an entry is in
 * force from {@code fromSeconds} (inclusive) to {@code toSeconds} (exclusive). Invariant: no false answer ever: a filter
 * in front may only say "certainly not here".
 */
public interface InvalidListStore {
    long NONE = -1;
    /** Latest time an entry can begin or end. */
    long MAX_SECONDS = (1L << 44) - 1;

    /** Position of the card's entry for the getters below, or {@link #NONE}; valid until the next change. */
    long find(long cardKey);

    int reason(long position);

    long fromSeconds(long position);

    long toSeconds(long position);

    /** Adds the entry or overwrites the card's old one; answers true when the card had none. */
    boolean put(long cardKey, int reason, long fromSeconds, long toSeconds);

    /** Removes the card's entry; answers false when it had none. */
    boolean remove(long cardKey);

    long count();

    /** Starts an empty staged replacement, dropping an unfinished one. */
    void stageBegin(long expectedEntries);

    /** Adds or overwrites an entry of the staged replacement; answers true when the card had none there. */
    boolean stagePut(long cardKey, int reason, long fromSeconds, long toSeconds);

    long stagedCount();

    /** Puts the staged replacement in force in constant time; the old entries are let go. */
    void stageCommit();

    /** Drops the staged replacement. */
    void stageAbort();

    /** Visits every entry in no particular order. */
    void forEach(EntryVisitor visitor);

    /**
     * Visits up to {@code limit} entries in the unsigned order of {@link #order}, from {@code cursor} on, and answers the
     * cursor of the next page, 0 when there is none. A page may be short while more follows. An entry that stays on the
     * list meets the walk exactly once, since its place in the order depends on its key alone.
     */
    long page(long cursor, int limit, EntryVisitor visitor);

    /** Place of a card in the order of pages: the same in every process, for every implementation. */
    static long order(long cardKey) {
        return Hashing.mix(cardKey);
    }

    /** The card key that has this place in the order. */
    static long keyOf(long order) {
        return Hashing.unmix(order);
    }

    /** Receives one entry. */
    @FunctionalInterface
    interface EntryVisitor {
        void entry(long cardKey, int reason, long fromSeconds, long toSeconds);
    }
}
