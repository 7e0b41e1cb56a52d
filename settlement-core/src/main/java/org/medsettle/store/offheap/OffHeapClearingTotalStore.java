package org.medsettle.store.offheap;

import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.ClearingTotalStore;
import org.medsettle.state.ImagedStore;
import org.medsettle.state.SectionKind;

/** Clearing totals off heap, indexed by group and institution. Failure: a second add of a key breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class OffHeapClearingTotalStore implements ClearingTotalStore {
    private final LookupHash lookup;
    private final RecordSlab<ClearingTotal> records;
    private final ReferenceIndex byKey;

    public OffHeapClearingTotalStore(OffHeapMemory memory) {
        lookup = memory.hash();
        records = new RecordSlab<>(memory.supply(), ClearingTotal::new, total -> ClearingTotal.BYTES);
        byKey = memory.newIndex();
    }

    @Override
    public long find(long group, long institutionOrdinal) {
        long hash = lookup.of(group, institutionOrdinal);
        for (long r = byKey.first(hash); r != ReferenceIndex.NONE; r = byKey.next()) {
            ClearingTotal candidate = records.at(r);
            if (candidate.group() == group && candidate.institution() == institutionOrdinal) {
                return r;
            }
        }
        return NONE;
    }

    @Override
    public long add(long group, long institutionOrdinal) {
        Invariant.check(find(group, institutionOrdinal) == NONE, "a clearing total is added once");

        long reference = records.reserve(ClearingTotal.BYTES);
        records.at(reference).clear().key(group, institutionOrdinal);
        index(reference);
        return reference;
    }

    private void index(long reference) {
        ClearingTotal total = records.at(reference);
        byKey.add(lookup.of(total.group(), total.institution()), reference);
    }

    @Override
    public ClearingTotal at(long reference) {
        return records.at(reference);
    }

    /** This store as far as snapshots are concerned. */
    public ImagedStore image() {
        return new SlabStore(SectionKind.CLEARING_TOTAL, records, this::index);
    }

    @Override
    public long count() {
        return records.count();
    }

    @Override
    public long referenceOf(long place) {
        return records.referenceOf(place, ClearingTotal.BYTES);
    }

    @Override
    public void forEach(LongConsumer visitor) {
        records.forEach(visitor);
    }
}
