package org.medsettle.store.offheap;

import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.TillBatch;
import org.medsettle.domain.settlement.TillBatchStore;
import org.medsettle.state.ImagedStore;
import org.medsettle.state.SectionKind;

/** Batches of terminals off heap, indexed by institution, terminal and number. Failure: a second add of a key breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class OffHeapTillBatchStore implements TillBatchStore {
    private final LookupHash lookup;
    private final RecordSlab<TillBatch> records;
    private final ReferenceIndex byKey;

    public OffHeapTillBatchStore(OffHeapMemory memory) {
        lookup = memory.hash();
        records = new RecordSlab<>(memory.supply(), TillBatch::new, batch -> TillBatch.BYTES);
        byKey = memory.newIndex();
    }

    @Override
    public long find(long institutionOrdinal, long terminal, int number) {
        long hash = lookup.of(institutionOrdinal, terminal, number);
        for (long r = byKey.first(hash); r != ReferenceIndex.NONE; r = byKey.next()) {
            if (records.at(r).hasKey(institutionOrdinal, terminal, number)) {
                return r;
            }
        }
        return NONE;
    }

    @Override
    public long add(long institutionOrdinal, long terminal, int number) {
        Invariant.check(find(institutionOrdinal, terminal, number) == NONE, "a batch is added once");

        long reference = records.reserve(TillBatch.BYTES);
        records.at(reference).clear().key(institutionOrdinal, terminal, number);
        index(reference);
        return reference;
    }

    private void index(long reference) {
        TillBatch batch = records.at(reference);
        byKey.add(lookup.of(batch.institution(), batch.terminal(), batch.number()), reference);
    }

    @Override
    public TillBatch at(long reference) {
        return records.at(reference);
    }

    /** This store as far as snapshots are concerned. */
    public ImagedStore image() {
        return new SlabStore(SectionKind.TILL_BATCH, records, this::index);
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
