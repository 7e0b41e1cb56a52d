package org.medsettle.store.chronicle;

import net.openhft.chronicle.bytes.Byteable;
import net.openhft.chronicle.bytes.BytesStore;
import org.jspecify.annotations.Nullable;

/**
 * The value type of the map: {@value #ACCOUNTS} accounts that were opened one behind the other. A flyweight that Chronicle Map points
 * at an entry's bytes; it serves to insert zeroes and to learn an entry's address. An account's fields are read and written
 * through {@link AccountView}.
 *
 * <p>Units: bytes. Invariant: the value has a constant size, so an entry never moves.
 */
final class AccountBlock implements Byteable {
    static final int SHIFT = 6;
    static final int ACCOUNTS = 1 << SHIFT;
    static final int BYTES = ACCOUNTS * AccountView.BYTES;

    private @Nullable BytesStore<?, ?> store;
    private long offset;

    /** The key of the block in which this account lies, which is the {@code index}-th in the order of opening. */
    static long key(long index) {
        return index >>> SHIFT;
    }

    /** Where in its block this account lies. */
    static int slot(long index) {
        return (int) index & (ACCOUNTS - 1);
    }

    /** A block of its own with nothing but zeroes, to be inserted. */
    static AccountBlock zero() {
        AccountBlock block = new AccountBlock();
        block.bytesStore(BytesStore.wrap(new byte[BYTES]), 0, BYTES);
        return block;
    }

    @Override
    public void bytesStore(@SuppressWarnings("rawtypes") BytesStore store, long offset, long length) {
        this.store = (BytesStore<?, ?>) store;
        this.offset = offset;
    }

    @Override
    public @Nullable BytesStore<?, ?> bytesStore() {
        return store;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public long maxSize() {
        return BYTES;
    }

    /** Native address of the entry this flyweight was pointed at. */
    @Override
    public long address() {
        if (store == null) {
            throw new IllegalStateException("the map has not pointed this flyweight at an entry");
        }
        return store.addressForRead(offset);
    }
}
