package org.medsettle.store.offheap;

import org.medsettle.domain.settlement.TillBatchStore;
import org.medsettle.store.TillBatchStoreContract;

class OffHeapTillBatchStoreTest extends TillBatchStoreContract {
    @Override
    protected TillBatchStore create() {
        return new OffHeapTillBatchStore(TestMemory.small());
    }
}
