package org.medsettle.store.offheap;

import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.LossReport;
import org.medsettle.domain.card.LossReportStore;
import org.medsettle.state.ImagedStore;
import org.medsettle.state.SectionKind;

/** Loss reports off heap, indexed by card and number. Failure: a second add of a key breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class OffHeapLossReportStore implements LossReportStore {
    private final LookupHash lookup;
    private final RecordSlab<LossReport> records;
    private final ReferenceIndex byKey;

    public OffHeapLossReportStore(OffHeapMemory memory) {
        lookup = memory.hash();
        records = new RecordSlab<>(memory.supply(), LossReport::new, report -> LossReport.BYTES);
        byKey = memory.newIndex();
    }

    @Override
    public long add(LossReport report) {
        Invariant.check(find(report.cardKey(), report.number()) == NONE, "a loss report is added once");

        long reference = records.add(report);
        index(reference);
        return reference;
    }

    private void index(long reference) {
        LossReport report = records.at(reference);
        byKey.add(lookup.of(report.cardKey(), report.number()), reference);
    }

    @Override
    public long find(long cardKey, int number) {
        long hash = lookup.of(cardKey, number);
        for (long r = byKey.first(hash); r != ReferenceIndex.NONE; r = byKey.next()) {
            if (records.at(r).hasKey(cardKey, number)) {
                return r;
            }
        }
        return NONE;
    }

    @Override
    public LossReport at(long reference) {
        return records.at(reference);
    }

    /** This store as far as snapshots are concerned. */
    public ImagedStore image() {
        return new SlabStore(SectionKind.LOSS_REPORT, records, this::index);
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
