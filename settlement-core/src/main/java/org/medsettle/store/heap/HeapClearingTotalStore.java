package org.medsettle.store.heap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.ClearingTotalStore;

/** Clearing totals on the heap. Failure: a key that is there already breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class HeapClearingTotalStore implements ClearingTotalStore {
    private final HeapRecords<ClearingTotal> records = new HeapRecords<>(new ClearingTotal());
    private final Map<Key, Long> byKey = new HashMap<>();

    @Override
    public long find(long group, long institutionOrdinal) {
        return byKey.getOrDefault(new Key(group, institutionOrdinal), NONE);
    }

    @Override
    public long add(long group, long institutionOrdinal) {
        Key key = new Key(group, institutionOrdinal);
        Invariant.check(!byKey.containsKey(key), "a clearing total is added once");

        ClearingTotal zero = new ClearingTotal();
        zero.wrap(ByteBuffer.allocate(ClearingTotal.BYTES).order(ByteOrder.LITTLE_ENDIAN), 0);
        long reference = records.add(zero.key(group, institutionOrdinal), ClearingTotal.BYTES);
        byKey.put(key, reference);
        return reference;
    }

    @Override
    public ClearingTotal at(long reference) {
        return records.at(reference);
    }

    @Override
    public long count() {
        return records.count();
    }

    @Override
    public long referenceOf(long place) {
        return place;
    }

    @Override
    public void forEach(LongConsumer visitor) {
        records.forEach(visitor);
    }

    private record Key(long group, long institution) {}
}
