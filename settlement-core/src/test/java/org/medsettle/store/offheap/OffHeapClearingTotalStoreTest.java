package org.medsettle.store.offheap;

import org.medsettle.domain.settlement.ClearingTotalStore;
import org.medsettle.store.ClearingTotalStoreContract;

class OffHeapClearingTotalStoreTest extends ClearingTotalStoreContract {
    @Override
    protected ClearingTotalStore create() {
        return new OffHeapClearingTotalStore(TestMemory.small());
    }
}
