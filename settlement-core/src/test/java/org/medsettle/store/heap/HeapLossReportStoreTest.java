package org.medsettle.store.heap;

import org.medsettle.domain.card.LossReportStore;
import org.medsettle.store.LossReportStoreContract;

class HeapLossReportStoreTest extends LossReportStoreContract {
    @Override
    protected LossReportStore create() {
        return new HeapLossReportStore();
    }
}
