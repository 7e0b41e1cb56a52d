package org.medsettle.store.offheap;

import org.jspecify.annotations.Nullable;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.list.InvalidListStore;

/**
 * One level's invalid list off heap: the table in force and, while a full replacement arrives, the one that is being
 * filled. The swap is an assignment, and the old table's segments go back as one list.
 *
 * <p>Failure: an entry outside the ranges of {@link InvalidListTable} breaks an invariant.
 */
@ThreadConfined(Threads.STATE_MACHINE)
public final class OffHeapInvalidListStore implements InvalidListStore {
    private final SegmentSpace space;
    private InvalidListTable inForce;
    private @Nullable InvalidListTable staged;
    /** How many tables there have been; the numbers of the two below tell a snapshot which is which. */
    private int tables;

    private int inForceNumber;
    private int stagedNumber;

    public OffHeapInvalidListStore(OffHeapMemory memory) {
        space = memory.listSpace();
        inForce = new InvalidListTable(space);
    }

    @Override
    public long find(long cardKey) {
        return inForce.find(cardKey);
    }

    @Override
    public int reason(long position) {
        return inForce.reason(position);
    }

    @Override
    public long fromSeconds(long position) {
        return inForce.fromSeconds(position);
    }

    @Override
    public long toSeconds(long position) {
        return inForce.toSeconds(position);
    }

    @Override
    public boolean put(long cardKey, int reason, long fromSeconds, long toSeconds) {
        return inForce.put(cardKey, reason, fromSeconds, toSeconds);
    }

    @Override
    public boolean remove(long cardKey) {
        return inForce.remove(cardKey);
    }

    @Override
    public long count() {
        return inForce.count();
    }

    /** The announced size is a hint that may be wrong: a table made for it takes at most half of the memory that is left. */
    @Override
    public void stageBegin(long expectedEntries) {
        stageAbort();
        long fitting = space.segmentsLeft() / 2 * InvalidListTable.FILL_TO;
        staged = new InvalidListTable(space, Math.min(expectedEntries, fitting));
        stagedNumber = ++tables;
    }

    @Override
    public boolean stagePut(long cardKey, int reason, long fromSeconds, long toSeconds) {
        return staged().put(cardKey, reason, fromSeconds, toSeconds);
    }

    @Override
    public long stagedCount() {
        return staged == null ? 0 : staged.count();
    }

    @Override
    public void stageCommit() {
        InvalidListTable old = inForce;
        inForce = staged();
        inForceNumber = stagedNumber;
        staged = null;
        old.release();
    }

    @Override
    public void stageAbort() {
        if (staged != null) {
            staged.release();
            staged = null;
        }
    }

    InvalidListTable inForce() {
        return inForce;
    }

    /** The table that is being filled, or null. */
    @Nullable
    InvalidListTable stagedOrNull() {
        return staged;
    }

    /** Number of the table in force, among all tables there have been. */
    int inForceNumber() {
        return inForceNumber;
    }

    /** Number of the table that is being filled. */
    int stagedNumber() {
        return stagedNumber;
    }

    SegmentSpace space() {
        return space;
    }

    /** Takes a table back that a snapshot has brought. */
    void restore(InvalidListTable table, boolean isStaged) {
        int number = ++tables;
        if (isStaged) {
            staged = table;
            stagedNumber = number;
        } else {
            inForce.release();
            inForce = table;
            inForceNumber = number;
        }
    }

    private InvalidListTable staged() {
        if (staged == null) {
            throw new Invariant.InvariantViolation("no replacement of the invalid list is staged");
        }
        return staged;
    }

    @Override
    public void forEach(EntryVisitor visitor) {
        inForce.segments().forEach(visitor);
    }

    @Override
    public long page(long cursor, int limit, EntryVisitor visitor) {
        return ListPager.page(inForce, cursor, limit, visitor);
    }
}
