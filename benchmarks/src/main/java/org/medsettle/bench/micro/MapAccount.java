package org.medsettle.bench.micro;

import net.openhft.chronicle.bytes.Byteable;
import net.openhft.chronicle.bytes.BytesStore;
import org.jspecify.annotations.Nullable;

/** An account as a Chronicle Map flyweight, the way its documentation means it to be used: what handles are compared with. */
public final class MapAccount implements Byteable {
    static final int BYTES = 104;
    private static final int BALANCE = 8;
    private static final int DEBITS = 40;
    private static final int SEQUENCE = 64;

    private BytesStore<?, ?> store = BytesStore.wrap(new byte[BYTES]);
    private long offset;

    @Override
    @SuppressWarnings("rawtypes")
    public void bytesStore(BytesStore newStore, long newOffset, long length) {
        store = (BytesStore<?, ?>) newStore;
        offset = newOffset;
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

    /** Takes one fen, as a settlement does it: balance, gross debits, last sequence. */
    long debit() {
        long balanceFen = store.readLong(offset + BALANCE) - 1;
        store.writeLong(offset + BALANCE, balanceFen);
        store.writeLong(offset + DEBITS, store.readLong(offset + DEBITS) + 1);
        store.writeLong(offset + SEQUENCE, store.readLong(offset + SEQUENCE) + 1);
        return balanceFen;
    }
}
