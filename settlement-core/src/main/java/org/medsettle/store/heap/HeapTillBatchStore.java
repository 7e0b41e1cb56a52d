package org.medsettle.store.heap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.TillBatch;
import org.medsettle.domain.settlement.TillBatchStore;

/** Batches of terminals on the heap. Failure: a key that is there already breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class HeapTillBatchStore implements TillBatchStore {
    private final HeapRecords<TillBatch> records = new HeapRecords<>(new TillBatch());
    private final Map<Key, Long> byKey = new HashMap<>();

    @Override
    public long find(long institutionOrdinal, long terminal, int number) {
        return byKey.getOrDefault(new Key(institutionOrdinal, terminal, number), NONE);
    }

    @Override
    public long add(long institutionOrdinal, long terminal, int number) {
        Key key = new Key(institutionOrdinal, terminal, number);
        Invariant.check(!byKey.containsKey(key), "a batch is added once");

        TillBatch zero = new TillBatch();
        zero.wrap(ByteBuffer.allocate(TillBatch.BYTES).order(ByteOrder.LITTLE_ENDIAN), 0);
        long reference = records.add(zero.key(institutionOrdinal, terminal, number), TillBatch.BYTES);
        byKey.put(key, reference);
        return reference;
    }

    @Override
    public TillBatch at(long reference) {
        return records.at(reference);
    }

    @Override
    public long count() {
        return records.count();
    }

    @Override
    public void forEach(LongConsumer visitor) {
        records.forEach(visitor);
    }

    private record Key(long institution, long terminal, int number) {}
}
