package org.medsettle.store.chronicle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BlockListTest {
    private static final int BLOCKS = 40;
    private static final int ACCOUNTS = BLOCKS * AccountBlock.ACCOUNTS - 5;
    private static final long SEED = 5_000_001;

    private final BlockList list = new BlockList(BLOCKS);

    @Test
    void shouldAnswerTheAddressInsideTheAccountsBlock() {
        fill();

        for (long index = 0; index < ACCOUNTS; index++) {
            long block = index / AccountBlock.ACCOUNTS;
            long expected = address(block) + index % AccountBlock.ACCOUNTS * AccountView.BYTES;
            assertEquals(expected, list.get(index), "account " + index);
        }
    }

    @Test
    void shouldFindTheNextChangeAsASetOfBitsDoes() {
        fill();
        SplittableRandom random = new SplittableRandom(SEED);
        BitSet model = new BitSet();
        for (int round = 0; round < 20_000; round++) {
            int index = random.nextInt(ACCOUNTS);
            if (random.nextInt(3) == 0) {
                list.markChanged(index);
                model.set(index);
            } else {
                list.unmark(index);
                model.clear(index);
            }
            int from = random.nextInt(ACCOUNTS);
            int to = from + random.nextInt(ACCOUNTS - from + 1);
            int next = model.nextSetBit(from);
            assertEquals(next < to ? next : -1, list.nextChanged(from, to), "seed " + SEED + ", round " + round);
        }
    }

    private void fill() {
        while (list.count() < ACCOUNTS) {
            if (list.isFull()) {
                list.addBlock(address(list.count() / AccountBlock.ACCOUNTS));
            }
            list.add();
        }
        assertEquals(ACCOUNTS, list.count());
    }

    /** Blocks lie anywhere. */
    private static long address(long block) {
        return (BLOCKS - block) * 1_000_000;
    }
}
