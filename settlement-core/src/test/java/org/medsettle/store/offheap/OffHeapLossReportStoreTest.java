package org.medsettle.store.offheap;

import org.medsettle.domain.card.LossReportStore;
import org.medsettle.store.LossReportStoreContract;

class OffHeapLossReportStoreTest extends LossReportStoreContract {
    @Override
    protected LossReportStore create() {
        return new OffHeapLossReportStore(TestMemory.small());
    }
}
