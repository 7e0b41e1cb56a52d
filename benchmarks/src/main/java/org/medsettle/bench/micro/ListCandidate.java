package org.medsettle.bench.micro;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.openhft.chronicle.core.values.LongValue;
import net.openhft.chronicle.set.ChronicleSet;
import net.openhft.chronicle.values.Values;
import org.agrona.collections.LongHashSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.medsettle.common.Hashing;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.store.offheap.OffHeapInvalidListStore;
import org.medsettle.store.offheap.OffHeapMemory;

/** Something that knows which cards are on a list. All but the node's own keep no reason and no times. Threads: one. */
abstract class ListCandidate implements AutoCloseable {
    abstract void add(long key);

    /** No more keys come. */
    void seal() {}

    abstract boolean has(long key);

    /** Whether {@link #has} is never wrong. */
    boolean isExact() {
        return true;
    }

    /** What the keys take. */
    abstract long bytes();

    @Override
    public void close() {}

    static ListCandidate of(String kind, int entries) {
        return switch (kind) {
            case "own" -> new Own(entries);
            case "open" -> new OpenAddressing(entries);
            case "agrona" -> new Agrona(entries);
            case "sorted" -> new Sorted(entries);
            case "chronicle" -> new Chronicle(entries);
            case "word" -> new OneWord(entries);
            default -> throw new IllegalArgumentException("no candidate " + kind);
        };
    }

    /** The node's table, with reasons and times. */
    private static final class Own extends ListCandidate {
        private static final int CHUNK_BYTES = 4 << 20;
        private static final long FROM_SECONDS = 1_790_000_000L;

        private final OffHeapMemory memory = new OffHeapMemory(CHUNK_BYTES, 6L << 30, 4, 1);
        private final OffHeapInvalidListStore list = new OffHeapInvalidListStore(memory);

        Own(int entries) {
            list.stageBegin(entries);
        }

        @Override
        void add(long key) {
            list.stagePut(key, 1, FROM_SECONDS + (key & 0xFFFF), 0);
        }

        @Override
        void seal() {
            list.stageCommit();
        }

        @Override
        boolean has(long key) {
            return list.find(key) != InvalidListStore.NONE;
        }

        @Override
        long bytes() {
            return memory.inUseBytes();
        }

        @Override
        public void close() {
            memory.close();
        }
    }

    /** One flat table of keys outside the heap, at most 60 percent full. */
    private static final class OpenAddressing extends ListCandidate {
        private static final int BLOCK_SHIFT = 26;

        private final ByteBuffer[] blocks;
        private final long mask;

        OpenAddressing(int entries) {
            long slots = Long.highestOneBit((long) (entries / 0.6)) * 2;
            mask = slots - 1;
            blocks = new ByteBuffer[(int) Math.max(1, slots >>> BLOCK_SHIFT)];
            for (int i = 0; i < blocks.length; i++) {
                blocks[i] = ByteBuffer.allocateDirect((int) Math.min(slots, 1L << BLOCK_SHIFT) * 8)
                        .order(ByteOrder.nativeOrder());
            }
        }

        private long at(long slot) {
            return blocks[(int) (slot >>> BLOCK_SHIFT)].getLong((int) (slot & (1 << BLOCK_SHIFT) - 1) << 3);
        }

        private long slotOf(long key) {
            long slot = Hashing.mix(key) & mask;
            long there = at(slot);
            while (there != 0 && there != key) {
                slot = slot + 1 & mask;
                there = at(slot);
            }
            return slot;
        }

        @Override
        void add(long key) {
            long slot = slotOf(key);
            blocks[(int) (slot >>> BLOCK_SHIFT)].putLong((int) (slot & (1 << BLOCK_SHIFT) - 1) << 3, key);
        }

        @Override
        boolean has(long key) {
            return at(slotOf(key)) == key;
        }

        @Override
        long bytes() {
            return (mask + 1) * 8;
        }
    }

    /** No list: one word read of as much memory as the filter of {@code own} takes, which is what no filter of that size goes below. */
    private static final class OneWord extends ListCandidate {
        private static final int BYTES_A_KEY = 2;

        private final long words;
        private final UnsafeBuffer memory;

        OneWord(int entries) {
            words = (long) entries * BYTES_A_KEY / Long.BYTES;
            memory = new UnsafeBuffer(ByteBuffer.allocateDirect((int) words * Long.BYTES));
        }

        private int at(long hash) {
            return (int) (((hash >>> Integer.SIZE) * words) >>> Integer.SIZE) * Long.BYTES;
        }

        @Override
        void add(long key) {
            long hash = Hashing.mix(key);
            memory.putLong(at(hash), hash);
        }

        @Override
        boolean has(long key) {
            long hash = Hashing.mix(key);
            return memory.getLong(at(hash)) == hash;
        }

        @Override
        boolean isExact() {
            return false;
        }

        @Override
        long bytes() {
            return words * Long.BYTES;
        }
    }

    private static final class Agrona extends ListCandidate {
        private final LongHashSet set;

        Agrona(int entries) {
            set = new LongHashSet(entries, 0.6f);
        }

        @Override
        void add(long key) {
            set.add(key);
        }

        @Override
        boolean has(long key) {
            return set.contains(key);
        }

        @Override
        long bytes() {
            return set.capacity() * 8L;
        }
    }

    private static final class Sorted extends ListCandidate {
        private final long[] keys;
        private int count;

        Sorted(int entries) {
            keys = new long[entries];
        }

        @Override
        void add(long key) {
            keys[count++] = key;
        }

        @Override
        void seal() {
            Arrays.sort(keys);
        }

        @Override
        boolean has(long key) {
            return Arrays.binarySearch(keys, key) >= 0;
        }

        @Override
        long bytes() {
            return keys.length * 8L;
        }
    }

    private static final class Chronicle extends ListCandidate {
        private final ChronicleSet<LongValue> set;
        private final LongValue value = Values.newHeapInstance(LongValue.class);

        Chronicle(int entries) {
            set = ChronicleSet.of(LongValue.class).entries(entries * 13L / 10).create();
        }

        @Override
        void add(long key) {
            value.setValue(key);
            set.add(value);
        }

        @Override
        boolean has(long key) {
            value.setValue(key);
            return set.contains(value);
        }

        @Override
        long bytes() {
            return set.offHeapMemoryUsed();
        }

        @Override
        public void close() {
            set.close();
        }
    }
}
