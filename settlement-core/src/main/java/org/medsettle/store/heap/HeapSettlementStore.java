package org.medsettle.store.heap;

import java.util.function.LongConsumer;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementStore;

/** Settlements on the heap: the n-th stands at index n - 1. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class HeapSettlementStore implements SettlementStore {
    private final HeapRecords<Settlement> records = new HeapRecords<>(new Settlement());

    @Override
    public long add(Settlement settlement) {
        return records.add(settlement, settlement.length());
    }

    @Override
    public long findByNumber(long number) {
        return number >= 1 && number <= records.count() ? number - 1 : NONE;
    }

    @Override
    public Settlement at(long reference) {
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
}
