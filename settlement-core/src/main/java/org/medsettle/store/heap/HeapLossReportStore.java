package org.medsettle.store.heap;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.LossReport;
import org.medsettle.domain.card.LossReportStore;

/** Loss reports on the heap. Failure: a key that is there already breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class HeapLossReportStore implements LossReportStore {
    private final HeapRecords<LossReport> records = new HeapRecords<>(new LossReport());
    private final Map<Key, Long> byKey = new HashMap<>();

    @Override
    public long add(LossReport report) {
        Key key = new Key(report.cardKey(), report.number());
        Invariant.check(!byKey.containsKey(key), "a loss report is added once");

        long reference = records.add(report, LossReport.BYTES);
        byKey.put(key, reference);
        return reference;
    }

    @Override
    public long find(long cardKey, int number) {
        return byKey.getOrDefault(new Key(cardKey, number), NONE);
    }

    @Override
    public LossReport at(long reference) {
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

    private record Key(long cardKey, int number) {}
}
