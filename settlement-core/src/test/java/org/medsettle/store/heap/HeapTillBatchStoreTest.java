package org.medsettle.store.heap;

import org.medsettle.domain.settlement.TillBatchStore;
import org.medsettle.store.TillBatchStoreContract;

class HeapTillBatchStoreTest extends TillBatchStoreContract {
    @Override
    protected TillBatchStore create() {
        return new HeapTillBatchStore();
    }
}
