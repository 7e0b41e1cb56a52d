package org.medsettle.bench.his;

import org.jspecify.annotations.Nullable;

/**
 * The last settlements that were answered OK and have not been undone, for cancels and reversals to take from.
 *
 * <p>Threads: one. Invariant: bounded; the oldest makes room. An entry is taken once and valid until {@value #CAPACITY}
 * more have been added.
 */
final class RecentSettlements {
    static final int CAPACITY = 1 << 14;

    private final Entry[] entries = new Entry[CAPACITY];
    private long added;
    private long taken;

    RecentSettlements() {
        for (int i = 0; i < CAPACITY; i++) {
            entries[i] = new Entry();
        }
    }

    /** What a settlement's undoing must name. */
    static final class Entry {
        int holder;
        int institution;
        long setlId;
        long mdtrtId;
        String messageId = "";

        private void set(int newHolder, int newInstitution, long newSetlId, long newMdtrtId, String newMessageId) {
            holder = newHolder;
            institution = newInstitution;
            setlId = newSetlId;
            mdtrtId = newMdtrtId;
            messageId = newMessageId;
        }
    }

    void add(int holder, int institution, long setlId, long mdtrtId, String messageId) {
        taken = Math.max(taken, added + 1 - CAPACITY);
        entries[(int) (added++ % CAPACITY)].set(holder, institution, setlId, mdtrtId, messageId);
    }

    /** The oldest one that has not been taken, or {@code null} for none. */
    @Nullable
    Entry take() {
        return taken == added ? null : entries[(int) (taken++ % CAPACITY)];
    }
}
