package org.medsettle.store.offheap;

import java.util.Arrays;
import org.agrona.UnsafeApi;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Hash index from a 64-bit hash to slab references: open addressing with linear probing inside segments of 1,024 slots of
 * eight bytes, under a {@link Directory} that names them by their place in a list. How full they are stands in an array on the heap,
 * not in the segments: there it would cost each new entry one more line of memory that nothing else has brought near. A slot keeps the top 29 bits of the hash and 35 bits of reference; the key itself
 * stands in the record only, so the caller verifies each candidate:
 *
 * <pre>{@code for (long r = index.first(hash); r != NONE; r = index.next()) if (matches(r)) return r;}</pre>
 *
 * <p>Units: references in bytes, multiples of 8 below 2^38. Invariant: a segment always has a free slot, so every probe
 * ends. Failure: {@link IllegalStateException} when more than {@value #SLOTS} entries share 19 bits of hash, which a seeded
 * hash does not let happen.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class ReferenceIndex {
    static final long NONE = -1;
    static final int SLOTS = 1024;

    static final int SEGMENT_BYTES = 8 * SLOTS;
    /** Entries at which a segment splits: a load of 0.6875. */
    private static final int SPLIT_AT = SLOTS * 11 / 16;

    private static final int REFERENCE_BITS = 35;
    private static final long REFERENCE_MASK = (1L << REFERENCE_BITS) - 1;
    private static final int HOME_BITS = 10;
    /** The bits of a slot's tag that do not place the entry inside its segment. */
    private static final int MAX_DEPTH = 64 - REFERENCE_BITS - HOME_BITS;

    private final SegmentSpace space;
    private final long[] scratch = new long[SLOTS];
    private SegmentList segments = new SegmentList();
    /** Address of each segment; the space keeps its chunks, and an index that was released has no segment any more. */
    private long[] addresses = new long[16];
    /** Entries of each segment. */
    private int[] counts = new int[16];

    private Directory directory;
    private long count;

    private long cursorAddress;
    private int cursorSlot;
    private long cursorHash;
    /** True while no entry was added since a look-up of the cursor's hash that had no candidate. */
    private boolean isMissing;

    ReferenceIndex(SegmentSpace space) {
        this.space = space;
        directory = new Directory(newSegment());
        cursorAddress = addresses[0];
    }

    /** The place of a new segment in the list. */
    private int newSegment() {
        int place = segments.count();
        segments.add(space.allocate());
        if (place == counts.length) {
            counts = Arrays.copyOf(counts, 2 * place);
            addresses = Arrays.copyOf(addresses, 2 * place);
        }
        addresses[place] = space.address(segments.get(place));
        return place;
    }

    /** The first candidate for this hash, or {@link #NONE}. */
    long first(long hash) {
        cursorAddress = addresses[directory.segmentOf(hash)];
        cursorSlot = homeOf(hash);
        cursorHash = hash;
        long first = next();
        isMissing = first == NONE;
        return first;
    }

    /** True when the last look-up was of this hash and had no candidate, and no entry was added since: no key that has it is here. */
    boolean wasMissing(long hash) {
        return isMissing && cursorHash == hash;
    }

    /** Reads the word at which a look-up of this hash begins; the value means nothing. */
    long touch(long hash) {
        return wordAt(addresses[directory.segmentOf(hash)], homeOf(hash));
    }

    /** The next candidate after {@link #first}, or {@link #NONE}; only while the index has not changed. */
    long next() {
        long address = cursorAddress;
        int slot = cursorSlot;
        while (true) {
            long word = wordAt(address, slot);
            slot = (slot + 1) & (SLOTS - 1);
            if (word == 0) {
                return NONE;
            }
            if ((word ^ cursorHash) >>> REFERENCE_BITS == 0) {
                cursorSlot = slot;
                return referenceIn(word);
            }
        }
    }

    /** Adds an entry; the caller has made sure that its key is not there. */
    void add(long hash, long reference) {
        Invariant.check((reference & 7) == 0, "references are multiples of 8");
        Invariant.check(reference >>> 3 < REFERENCE_MASK, "a reference fits in a slot");
        int at = roomFor(hash);
        place(addresses[at], wordOf(hash, reference));
        isMissing = false;
        counts[at]++;
        count++;
    }

    /** Place of the segment of {@code hash} after as many splits as it takes to have room in it. */
    private int roomFor(long hash) {
        while (true) {
            int at = directory.segmentOf(hash);
            int entries = counts[at];
            if (entries < SPLIT_AT) {
                return at;
            }
            if (directory.depthOf(hash) < MAX_DEPTH) {
                split(hash, at);
            } else if (entries < SLOTS - 1) {
                return at;
            } else {
                throw new IllegalStateException("more than " + (SLOTS - 1) + " index entries share " + MAX_DEPTH
                        + " bits of hash; the index holds " + count);
            }
        }
    }

    private void split(long hash, int lower) {
        long upperBit = Long.MIN_VALUE >>> directory.depthOf(hash);
        int upper = newSegment();
        directory.split(hash, upper);

        long lowerAddress = addresses[lower];
        long upperAddress = addresses[upper];
        for (int i = 0; i < SLOTS; i++) {
            scratch[i] = wordAt(lowerAddress, i);
        }
        UnsafeApi.setMemory(lowerAddress, SEGMENT_BYTES, (byte) 0);
        int lowerCount = 0;
        int upperCount = 0;
        for (long word : scratch) {
            if (word == 0) {
                continue;
            }
            if ((word & upperBit) == 0) {
                place(lowerAddress, word);
                lowerCount++;
            } else {
                place(upperAddress, word);
                upperCount++;
            }
        }
        counts[lower] = lowerCount;
        counts[upper] = upperCount;
    }

    private static void place(long address, long word) {
        int slot = homeOf(word);
        while (wordAt(address, slot) != 0) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        UnsafeApi.putLong(address + (slot << 3), word);
    }

    private static long wordAt(long address, int slot) {
        return UnsafeApi.getLong(address + (slot << 3));
    }

    /** Removes the entry with this hash and reference; answers false when there is none. */
    boolean remove(long hash, long reference) {
        int at = directory.segmentOf(hash);
        long address = addresses[at];
        long wanted = wordOf(hash, reference);
        int slot = homeOf(hash);
        long word = wordAt(address, slot);
        while (word != wanted) {
            if (word == 0) {
                return false;
            }
            slot = (slot + 1) & (SLOTS - 1);
            word = wordAt(address, slot);
        }
        closeGap(address, slot);
        counts[at]--;
        count--;
        return true;
    }

    /** Moves later entries of the probe chain back, so that no look-up stops at the freed slot too early. */
    private static void closeGap(long address, int freed) {
        int gap = freed;
        int slot = freed;
        while (true) {
            slot = (slot + 1) & (SLOTS - 1);
            long word = wordAt(address, slot);
            if (word == 0) {
                break;
            }
            int distanceFromHome = (slot - homeOf(word)) & (SLOTS - 1);
            if (distanceFromHome >= ((slot - gap) & (SLOTS - 1))) {
                UnsafeApi.putLong(address + (gap << 3), word);
                gap = slot;
            }
        }
        UnsafeApi.putLong(address + (gap << 3), 0);
    }

    long count() {
        return count;
    }

    /** Gives all segments back in constant time; the index must not be used afterwards. */
    void release() {
        space.recycle(segments);
        segments = new SegmentList();
        directory = new Directory(-1);
        isMissing = false;
        count = 0;
    }

    private static long wordOf(long hash, long reference) {
        return (hash & ~REFERENCE_MASK) | ((reference >>> 3) + 1);
    }

    private static long referenceIn(long word) {
        return ((word & REFERENCE_MASK) - 1) << 3;
    }

    private static int homeOf(long hash) {
        return (int) (hash >>> REFERENCE_BITS) & (SLOTS - 1);
    }
}
