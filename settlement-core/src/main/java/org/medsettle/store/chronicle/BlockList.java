package org.medsettle.store.chronicle;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Addresses of the blocks in order of opening, hence of every account; and for each account a bit that says whether it has
 * changed since a snapshot copied it. Made for the greatest number of accounts at once, a quarter of a byte for each.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class BlockList {
    private final long[] addresses;
    private final long[] changes;
    private long count;

    BlockList(int maxBlocks) {
        this.addresses = new long[maxBlocks];
        this.changes = new long[maxBlocks];
    }

    /** Whether the next account is the first of a block that is not there yet. */
    boolean isFull() {
        return AccountBlock.slot(count) == 0;
    }

    void addBlock(long address) {
        addresses[block(count)] = address;
    }

    /** Takes the next account's place and answers its handle. */
    long add() {
        return get(count++);
    }

    long count() {
        return count;
    }

    /** Handle of the {@code index}-th account. */
    long get(long index) {
        return addresses[block(index)] + (long) AccountBlock.slot(index) * AccountView.BYTES;
    }

    private static int block(long index) {
        return (int) AccountBlock.key(index);
    }

    void markChanged(long index) {
        changes[block(index)] |= 1L << index;
    }

    void unmark(long index) {
        changes[block(index)] &= ~(1L << index);
    }

    /** The first marked index from {@code from} to {@code to}, or -1. */
    long nextChanged(long from, long to) {
        long index = from;
        while (index < to) {
            long word = changes[block(index)] >>> index;
            if (word != 0) {
                long found = index + Long.numberOfTrailingZeros(word);
                return found < to ? found : -1;
            }
            index = (index | (AccountBlock.ACCOUNTS - 1)) + 1;
        }
        return -1;
    }
}
