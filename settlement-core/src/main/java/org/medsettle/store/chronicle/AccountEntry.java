package org.medsettle.store.chronicle;

import net.openhft.chronicle.bytes.Byteable;
import net.openhft.chronicle.bytes.BytesStore;
import org.jspecify.annotations.Nullable;

/**
 * The value type of the map: a flyweight that Chronicle Map points at an entry's bytes. It serves to insert zeroes and to
 * learn an entry's address; account fields are read and written through {@link AccountView}.
 *
 * <p>Invariant: the value has a constant size, so an entry never moves.
 */
final class AccountEntry implements Byteable {
    private @Nullable BytesStore<?, ?> store;
    private long offset;

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
        return AccountView.BYTES;
    }

    /** An entry of its own with nothing but zeroes, to be inserted. */
    static AccountEntry zero() {
        AccountEntry entry = new AccountEntry();
        entry.bytesStore(BytesStore.wrap(new byte[AccountView.BYTES]), 0, AccountView.BYTES);
        return entry;
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
