package org.medsettle.store.offheap;

import java.util.function.LongConsumer;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementStore;
import org.medsettle.state.ImagedStore;
import org.medsettle.state.SectionKind;

/** Settlements off heap in order, and a column that finds the n-th. Failure: a record longer than a chunk is refused. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class OffHeapSettlementStore implements SettlementStore {
    private final RecordSlab<Settlement> records;
    private final ReferenceColumn byNumber;

    public OffHeapSettlementStore(OffHeapMemory memory) {
        records = new RecordSlab<>(memory.supply(), Settlement::new, Settlement::length);
        byNumber = new ReferenceColumn(memory.supply());
    }

    @Override
    public long add(Settlement settlement) {
        long reference = records.add(settlement);
        byNumber.add(reference);
        return reference;
    }

    /** This store as far as snapshots are concerned; numbers follow from the order of arrival. */
    public ImagedStore image() {
        return new SlabStore(SectionKind.SETTLEMENT, records, byNumber::add);
    }

    @Override
    public long findByNumber(long number) {
        return number >= 1 && number <= byNumber.count() ? byNumber.get(number - 1) : NONE;
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
