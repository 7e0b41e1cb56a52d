package org.medsettle.store.offheap;

import org.agrona.concurrent.UnsafeBuffer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.domain.list.InvalidListStore.EntryVisitor;

/**
 * List entries by card key: open addressing inside segments of 512 slots under a {@link Directory}, and in each segment a
 * small blocked Bloom filter (Putze, Sanders and Singler, 2007) that answers most misses from one cache line.
 *
 * <p>A segment is a header line, eight filter lines, the keys, the times and the rest of the entries, 20 bytes a slot in
 * all. Units: seconds since 1970, 44 bits each. Invariant: the filter has every key of its segment; keys that were removed
 * stay in it until the segment splits or a quarter of its slots has been removed. The hash is the order of pages, and
 * not seeded: a segment is a range of that order, so a page reads one or two of them, and a download goes on after a
 * restart. Keys come from the authorities that issue cards, not from clients who could choose collisions.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class InvalidListTable {
    static final long NONE = -1;
    static final int SLOTS = 512;
    static final long MAX_SECONDS = InvalidListStore.MAX_SECONDS;
    static final int MAX_REASON = 255;

    private static final int COUNT = 0;
    private static final int REMOVED = 4;
    private static final int FILTER = 64;
    private static final int FILTER_BLOCKS = 8;
    private static final int KEYS = FILTER + 64 * FILTER_BLOCKS;
    private static final int TIMES = KEYS + 8 * SLOTS;
    private static final int REST = TIMES + 8 * SLOTS;
    static final int SEGMENT_BYTES = REST + 4 * SLOTS;

    private static final int SPLIT_AT = SLOTS * 11 / 16;
    private static final int REFILTER_AT = SLOTS / 4;
    private static final int MAX_DEPTH = 26;
    private static final int SLOT_BITS = 9;
    private static final int FILTER_PROBES = 6;

    private final SegmentSpace space;
    private final long[] keys = new long[SLOTS];
    private final long[] times = new long[SLOTS];
    private final int[] rest = new int[SLOTS];
    private final SegmentList segments = new SegmentList();
    private final Directory directory;
    private long count;

    InvalidListTable(SegmentSpace space) {
        this.space = space;
        directory = new Directory(newSegment());
    }

    private int newSegment() {
        int segment = space.allocate();
        segments.add(segment);
        return segment;
    }

    /** Position of the key's entry, or {@link #NONE}. */
    long find(long cardKey) {
        long hash = InvalidListStore.order(cardKey);
        int segment = directory.segmentOf(hash);
        UnsafeBuffer buffer = space.buffer(segment);
        int offset = space.offset(segment);
        if (!mayContain(buffer, offset, hash)) {
            return NONE;
        }
        int slot = slotOf(buffer, offset, hash, cardKey);
        return buffer.getLong(offset + KEYS + (slot << 3)) == cardKey ? (long) segment << SLOT_BITS | slot : NONE;
    }

    /** The slot that holds the key, or the free slot where its probe chain ends. */
    private static int slotOf(UnsafeBuffer buffer, int offset, long hash, long cardKey) {
        int slot = homeOf(hash);
        while (true) {
            long key = buffer.getLong(offset + KEYS + (slot << 3));
            if (key == cardKey || key == 0) {
                return slot;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
    }

    int reason(long position) {
        return restAt(position) & MAX_REASON;
    }

    long fromSeconds(long position) {
        return (timesAt(position) >>> 32) | (((long) (restAt(position) >>> 8) & 0xFFF) << 32);
    }

    long toSeconds(long position) {
        return (timesAt(position) & 0xFFFF_FFFFL) | ((long) (restAt(position) >>> 20) << 32);
    }

    private long timesAt(long position) {
        int segment = (int) (position >>> SLOT_BITS);
        return space.buffer(segment).getLong(space.offset(segment) + TIMES + (((int) position & (SLOTS - 1)) << 3));
    }

    private int restAt(long position) {
        int segment = (int) (position >>> SLOT_BITS);
        return space.buffer(segment).getInt(space.offset(segment) + REST + (((int) position & (SLOTS - 1)) << 2));
    }

    /** Adds or overwrites; answers true when the key was not there. */
    boolean put(long cardKey, int reason, long fromSeconds, long toSeconds) {
        Invariant.check(cardKey > 0, "a card key is positive");
        Invariant.check(reason >= 0 && reason <= MAX_REASON, "a reason fits in a byte");
        Invariant.check(fromSeconds >= 0 && fromSeconds <= MAX_SECONDS, "a list entry begins within the range of time");
        Invariant.check(toSeconds >= 0 && toSeconds <= MAX_SECONDS, "a list entry ends within the range of time");
        long hash = InvalidListStore.order(cardKey);
        int segment = roomFor(hash);
        UnsafeBuffer buffer = space.buffer(segment);
        int offset = space.offset(segment);
        int slot = slotOf(buffer, offset, hash, cardKey);
        boolean added = buffer.getLong(offset + KEYS + (slot << 3)) == 0;

        long bothTimes = fromSeconds << 32 | (toSeconds & 0xFFFF_FFFFL);
        int remainder = reason | (int) (fromSeconds >>> 32) << 8 | (int) (toSeconds >>> 32) << 20;
        write(buffer, offset, slot, cardKey, bothTimes, remainder);
        if (added) {
            addToFilter(buffer, offset, hash);
            buffer.putInt(offset + COUNT, buffer.getInt(offset + COUNT) + 1);
            count++;
        }
        return added;
    }

    private int roomFor(long hash) {
        while (true) {
            int segment = directory.segmentOf(hash);
            if (space.buffer(segment).getInt(space.offset(segment) + COUNT) < SPLIT_AT) {
                return segment;
            }
            if (directory.depthOf(hash) == MAX_DEPTH) {
                throw new IllegalStateException("more than " + SPLIT_AT + " entries of an invalid list share "
                        + MAX_DEPTH + " bits of hash; the list holds " + count);
            }
            split(hash, segment);
        }
    }

    private void split(long hash, int lower) {
        long upperBit = Long.MIN_VALUE >>> directory.depthOf(hash);
        int upper = newSegment();
        directory.split(hash, upper);

        UnsafeBuffer lowerBuffer = space.buffer(lower);
        int lowerOffset = space.offset(lower);
        for (int i = 0; i < SLOTS; i++) {
            keys[i] = lowerBuffer.getLong(lowerOffset + KEYS + (i << 3));
            times[i] = lowerBuffer.getLong(lowerOffset + TIMES + (i << 3));
            rest[i] = lowerBuffer.getInt(lowerOffset + REST + (i << 2));
        }
        lowerBuffer.setMemory(lowerOffset, SEGMENT_BYTES, (byte) 0);
        for (int i = 0; i < SLOTS; i++) {
            if (keys[i] != 0) {
                boolean isUpper = (InvalidListStore.order(keys[i]) & upperBit) != 0;
                move(isUpper ? upper : lower, i);
            }
        }
    }

    /** Puts the i-th scratch entry into a segment that has room. */
    private void move(int segment, int i) {
        UnsafeBuffer buffer = space.buffer(segment);
        int offset = space.offset(segment);
        long hash = InvalidListStore.order(keys[i]);
        write(buffer, offset, slotOf(buffer, offset, hash, keys[i]), keys[i], times[i], rest[i]);
        addToFilter(buffer, offset, hash);
        buffer.putInt(offset + COUNT, buffer.getInt(offset + COUNT) + 1);
    }

    private static void write(UnsafeBuffer buffer, int offset, int slot, long key, long bothTimes, int remainder) {
        buffer.putLong(offset + KEYS + (slot << 3), key);
        buffer.putLong(offset + TIMES + (slot << 3), bothTimes);
        buffer.putInt(offset + REST + (slot << 2), remainder);
    }

    /** Removes the key's entry; answers false when it has none. */
    boolean remove(long cardKey) {
        long hash = InvalidListStore.order(cardKey);
        int segment = directory.segmentOf(hash);
        UnsafeBuffer buffer = space.buffer(segment);
        int offset = space.offset(segment);
        int slot = slotOf(buffer, offset, hash, cardKey);
        if (buffer.getLong(offset + KEYS + (slot << 3)) == 0) {
            return false;
        }
        closeGap(buffer, offset, slot);
        buffer.putInt(offset + COUNT, buffer.getInt(offset + COUNT) - 1);
        count--;
        int removed = buffer.getInt(offset + REMOVED) + 1;
        buffer.putInt(offset + REMOVED, removed);
        if (removed == REFILTER_AT) {
            rebuildFilter(buffer, offset);
        }
        return true;
    }

    /** Moves later entries of the probe chain back, so that no look-up stops at the freed slot too early. */
    private void closeGap(UnsafeBuffer buffer, int offset, int freed) {
        int gap = freed;
        int slot = freed;
        while (true) {
            slot = (slot + 1) & (SLOTS - 1);
            long key = buffer.getLong(offset + KEYS + (slot << 3));
            if (key == 0) {
                break;
            }
            int distanceFromHome = (slot - homeOf(InvalidListStore.order(key))) & (SLOTS - 1);
            if (distanceFromHome >= ((slot - gap) & (SLOTS - 1))) {
                long bothTimes = buffer.getLong(offset + TIMES + (slot << 3));
                write(buffer, offset, gap, key, bothTimes, buffer.getInt(offset + REST + (slot << 2)));
                gap = slot;
            }
        }
        write(buffer, offset, gap, 0, 0, 0);
    }

    private void rebuildFilter(UnsafeBuffer buffer, int offset) {
        buffer.setMemory(offset + FILTER, 64 * FILTER_BLOCKS, (byte) 0);
        buffer.putInt(offset + REMOVED, 0);
        for (int i = 0; i < SLOTS; i++) {
            long key = buffer.getLong(offset + KEYS + (i << 3));
            if (key != 0) {
                addToFilter(buffer, offset, InvalidListStore.order(key));
            }
        }
    }

    /** What the filter alone says. */
    boolean filterMayContain(long cardKey) {
        long hash = InvalidListStore.order(cardKey);
        int segment = directory.segmentOf(hash);
        return mayContain(space.buffer(segment), space.offset(segment), hash);
    }

    private static boolean mayContain(UnsafeBuffer buffer, int offset, long hash) {
        int block = offset + FILTER + blockOf(hash);
        long bits = filterBitsOf(hash);
        for (int i = 0; i < FILTER_PROBES; i++) {
            int bit = (int) bits & 511;
            if ((buffer.getLong(block + (bit >>> 6 << 3)) >>> bit & 1) == 0) {
                return false;
            }
            bits >>>= 9;
        }
        return true;
    }

    private static void addToFilter(UnsafeBuffer buffer, int offset, long hash) {
        int block = offset + FILTER + blockOf(hash);
        long bits = filterBitsOf(hash);
        for (int i = 0; i < FILTER_PROBES; i++) {
            int bit = (int) bits & 511;
            int at = block + (bit >>> 6 << 3);
            buffer.putLong(at, buffer.getLong(at) | 1L << bit);
            bits >>>= 9;
        }
    }

    /** 54 bits that do not follow from those that place the key. */
    private static long filterBitsOf(long hash) {
        return ((hash ^ (hash >>> 32)) * 0x9E37_79B9_7F4A_7C15L) >>> 10;
    }

    private static int blockOf(long hash) {
        return ((int) (hash >>> SLOT_BITS) & (FILTER_BLOCKS - 1)) << 6;
    }

    private static int homeOf(long hash) {
        return (int) hash & (SLOTS - 1);
    }

    long count() {
        return count;
    }

    /** The segment that has the hashes around {@code hash}, for {@link ListPager}. */
    int segmentOf(long hash) {
        return directory.segmentOf(hash);
    }

    /** The first hash behind that segment, 0 when it is the last. */
    long endOfSegment(long hash) {
        return directory.endOf(hash);
    }

    int entriesIn(int segment) {
        return space.buffer(segment).getInt(space.offset(segment) + COUNT);
    }

    /** The card key in a slot, 0 for a free one. */
    long keyAt(int segment, int slot) {
        return space.buffer(segment).getLong(space.offset(segment) + KEYS + (slot << 3));
    }

    void forEach(EntryVisitor visitor) {
        for (int i = 0; i < segments.count(); i++) {
            long segment = segments.get(i);
            UnsafeBuffer buffer = space.buffer((int) segment);
            int offset = space.offset((int) segment);
            for (int slot = 0; slot < SLOTS; slot++) {
                long key = buffer.getLong(offset + KEYS + (slot << 3));
                if (key != 0) {
                    long position = segment << SLOT_BITS | slot;
                    visitor.entry(key, reason(position), fromSeconds(position), toSeconds(position));
                }
            }
        }
    }

    /** Gives all segments back in constant time; the table must not be used afterwards. */
    void release() {
        space.recycle(segments);
    }
}
