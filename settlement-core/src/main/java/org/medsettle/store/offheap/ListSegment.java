package org.medsettle.store.offheap;

import org.agrona.concurrent.UnsafeBuffer;
import org.medsettle.common.Hashing;

/**
 * One segment of an {@link InvalidListTable}: a header line, a {@link ListFilter}, and the entries in the unsigned order of
 * their hashes without gaps. An entry is 13 bytes: the hash (8; it is a bijection of the card key, so it stands for the
 * key), the low 32 bits of its begin, and a byte with the reason (3 bits), whether it has a wide word (1) and four more bits
 * of its begin. What does not fit there, an end or a begin behind the year 4147, is in a wide word of eight bytes; those
 * grow from the segment's end downward, in the order of the entries they belong to.
 *
 * <p>Hashes of a segment are spread evenly over its range, so the place of one is guessed from its value and found within a
 * line or two. Units: epoch seconds up to 44 bits. Threads: stateless, works on the caller's segment. Invariant: count and
 * wide count in the header say how much of the segment is used; bytes beyond have no meaning.
 */
final class ListSegment {
    static final int BYTES = 8_192;
    static final int MAX_REASON = 7;
    static final long MAX_SECONDS = (1L << 44) - 1;

    private static final int COUNT = 0;
    private static final int WIDE_COUNT = 4;
    private static final int REMOVED = 8;
    private static final int ORDINAL = 12;
    private static final int PREFIX = 16;
    private static final int DEPTH = 20;
    private static final int CELLS = 24;
    private static final int FILTER = 64;
    private static final int ENTRIES = FILTER + ListFilter.BYTES;
    private static final int ENTRY = 13;
    private static final int FROM = 8;
    private static final int REST = 12;
    private static final int WORD = 8;
    private static final int AREA = BYTES - ENTRIES;
    /** Entries of a segment that has no wide words. */
    static final int MAX_ENTRIES = (AREA - WORD) / ENTRY;

    private static final int WIDE_FLAG = 1 << 3;
    private static final int NARROW_FROM_BITS = 36;
    private static final int TO_BITS = 44;
    /** So many removals after which the filter is made anew: keys that have gone stay in it until then. */
    private static final int REFILTER_AT = 128;

    private ListSegment() {}

    /** Writes what a directory can be made again from; the segment is zeroed otherwise. */
    static void begin(UnsafeBuffer b, int o, int cells, int ordinal) {
        b.putInt(o + CELLS, cells);
        b.putInt(o + ORDINAL, ordinal);
    }

    static void place(UnsafeBuffer b, int o, int prefix, int depth) {
        b.putInt(o + PREFIX, prefix);
        b.putInt(o + DEPTH, depth);
    }

    static int cells(UnsafeBuffer b, int o) {
        return b.getInt(o + CELLS);
    }

    static int ordinal(UnsafeBuffer b, int o) {
        return b.getInt(o + ORDINAL);
    }

    static int prefix(UnsafeBuffer b, int o) {
        return b.getInt(o + PREFIX);
    }

    static int depth(UnsafeBuffer b, int o) {
        return b.getInt(o + DEPTH);
    }

    static int count(UnsafeBuffer b, int o) {
        return b.getInt(o + COUNT);
    }

    static boolean mayContain(UnsafeBuffer b, int o, long hash) {
        return ListFilter.mayContain(b, o + FILTER, hash);
    }

    /** True when one more entry fits, whatever its times. */
    static boolean hasRoom(UnsafeBuffer b, int o) {
        return ENTRY * (count(b, o) + 1) + WORD * (b.getInt(o + WIDE_COUNT) + 1) <= AREA;
    }

    /** Index of the first entry whose hash is not below {@code hash}. */
    static int lowerBound(UnsafeBuffer b, int o, long hash) {
        int count = count(b, o);
        long withinRange = hash * ((long) cells(b, o) << depth(b, o));
        int index = (int) Hashing.scale(withinRange, count);
        while (index < count && Long.compareUnsigned(hashAt(b, o, index), hash) < 0) {
            index++;
        }
        while (index > 0 && Long.compareUnsigned(hashAt(b, o, index - 1), hash) >= 0) {
            index--;
        }
        return index;
    }

    static boolean isAt(UnsafeBuffer b, int o, int index, long hash) {
        return index < count(b, o) && hashAt(b, o, index) == hash;
    }

    static long hashAt(UnsafeBuffer b, int o, int index) {
        return b.getLong(entry(o, index));
    }

    static int reason(UnsafeBuffer b, int o, int index) {
        return b.getByte(entry(o, index) + REST) & MAX_REASON;
    }

    static long fromSeconds(UnsafeBuffer b, int o, int index) {
        int at = entry(o, index);
        int rest = b.getByte(at + REST);
        long from = (b.getInt(at + FROM) & 0xFFFF_FFFFL) | ((rest & 0xF0L) << 28);
        return (rest & WIDE_FLAG) == 0 ? from : from | ((wideWord(b, o, index) >>> TO_BITS) << NARROW_FROM_BITS);
    }

    static long toSeconds(UnsafeBuffer b, int o, int index) {
        return isWide(b, o, index) ? wideWord(b, o, index) & MAX_SECONDS : 0;
    }

    private static boolean isWide(UnsafeBuffer b, int o, int index) {
        return (b.getByte(entry(o, index) + REST) & WIDE_FLAG) != 0;
    }

    private static long wideWord(UnsafeBuffer b, int o, int index) {
        return b.getLong(word(o, wideBefore(b, o, index)));
    }

    /** How many of the entries before {@code index} have a wide word. */
    private static int wideBefore(UnsafeBuffer b, int o, int index) {
        int wide = b.getInt(o + WIDE_COUNT);
        if (wide == 0) {
            return 0;
        }
        int before = 0;
        for (int i = 0; i < index; i++) {
            before += (b.getByte(entry(o, i) + REST) >>> 3) & 1;
        }
        return before;
    }

    /** Puts an entry that is not there at the place {@link #lowerBound} has found; there must be room. */
    static void insert(UnsafeBuffer b, int o, int index, long hash, int reason, long from, long to) {
        int count = count(b, o);
        b.putBytes(entry(o, index + 1), b, entry(o, index), ENTRY * (count - index));
        b.putByte(entry(o, index) + REST, (byte) 0);
        b.putInt(o + COUNT, count + 1);
        b.putLong(entry(o, index), hash);
        overwrite(b, o, index, reason, from, to);
        ListFilter.add(b, o + FILTER, hash);
    }

    /** Gives an entry other values; there must be room for a wide word. */
    static void overwrite(UnsafeBuffer b, int o, int index, int reason, long from, long to) {
        boolean wide = to != 0 || from >>> NARROW_FROM_BITS != 0;
        if (wide != isWide(b, o, index)) {
            if (wide) {
                openWord(b, o, wideBefore(b, o, index));
            } else {
                closeWord(b, o, wideBefore(b, o, index));
            }
        }
        int at = entry(o, index);
        b.putInt(at + FROM, (int) from);
        b.putByte(at + REST, (byte) (reason | (wide ? WIDE_FLAG : 0) | ((int) (from >>> 28) & 0xF0)));
        if (wide) {
            b.putLong(word(o, wideBefore(b, o, index)), to | ((from >>> NARROW_FROM_BITS) << TO_BITS));
        }
    }

    static void remove(UnsafeBuffer b, int o, int index) {
        if (isWide(b, o, index)) {
            closeWord(b, o, wideBefore(b, o, index));
        }
        int count = count(b, o) - 1;
        b.putBytes(entry(o, index), b, entry(o, index + 1), ENTRY * (count - index));
        b.putInt(o + COUNT, count);
        int removed = b.getInt(o + REMOVED) + 1;
        b.putInt(o + REMOVED, removed);
        if (removed == REFILTER_AT) {
            refilter(b, o);
        }
    }

    /** Words with a higher rank lie at lower addresses, so room is made by moving those down. */
    private static void openWord(UnsafeBuffer b, int o, int rank) {
        int wide = b.getInt(o + WIDE_COUNT);
        b.putBytes(word(o, wide), b, word(o, wide - 1), WORD * (wide - rank));
        b.putInt(o + WIDE_COUNT, wide + 1);
    }

    private static void closeWord(UnsafeBuffer b, int o, int rank) {
        int wide = b.getInt(o + WIDE_COUNT) - 1;
        b.putBytes(word(o, wide - 1), b, word(o, wide), WORD * (wide - rank));
        b.putInt(o + WIDE_COUNT, wide);
    }

    /** Leaves the lower half of the range to the segment; the upper half, with its entries, goes to an empty one. */
    static void split(UnsafeBuffer b, int o, UnsafeBuffer upper, int upperOffset) {
        int depth = depth(b, o) + 1;
        int prefix = prefix(b, o) << 1;
        place(b, o, prefix, depth);
        place(upper, upperOffset, prefix + 1, depth);
        long size = (long) cells(b, o) << depth;
        int kept = 0;
        int entries = count(b, o);
        while (kept < entries && Hashing.scale(hashAt(b, o, kept), size) == prefix) {
            kept++;
        }
        moveTail(b, o, kept, upper, upperOffset);
    }

    /** Moves the entries from {@code index} on into an empty segment. */
    private static void moveTail(UnsafeBuffer b, int o, int index, UnsafeBuffer to, int toOffset) {
        int moved = count(b, o) - index;
        int wide = b.getInt(o + WIDE_COUNT);
        int wideKept = wideBefore(b, o, index);
        to.putBytes(entry(toOffset, 0), b, entry(o, index), ENTRY * moved);
        to.putBytes(word(toOffset, wide - wideKept - 1), b, word(o, wide - 1), WORD * (wide - wideKept));
        to.putInt(toOffset + COUNT, moved);
        to.putInt(toOffset + WIDE_COUNT, wide - wideKept);
        b.putInt(o + COUNT, index);
        b.putInt(o + WIDE_COUNT, wideKept);
        refilter(b, o);
        refilter(to, toOffset);
    }

    private static void refilter(UnsafeBuffer b, int o) {
        ListFilter.clear(b, o + FILTER);
        b.putInt(o + REMOVED, 0);
        int count = count(b, o);
        for (int i = 0; i < count; i++) {
            ListFilter.add(b, o + FILTER, hashAt(b, o, i));
        }
    }

    private static int entry(int o, int index) {
        return o + ENTRIES + ENTRY * index;
    }

    private static int word(int o, int rank) {
        return o + BYTES - WORD * (rank + 1);
    }
}
