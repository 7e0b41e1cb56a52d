package org.medsettle.store.heap;

import org.medsettle.domain.settlement.ClearingTotalStore;
import org.medsettle.store.ClearingTotalStoreContract;

class HeapClearingTotalStoreTest extends ClearingTotalStoreContract {
    @Override
    protected ClearingTotalStore create() {
        return new HeapClearingTotalStore();
    }
}
