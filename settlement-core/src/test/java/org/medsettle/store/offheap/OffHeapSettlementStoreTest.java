package org.medsettle.store.offheap;

import org.medsettle.domain.settlement.SettlementStore;
import org.medsettle.store.SettlementStoreContract;

class OffHeapSettlementStoreTest extends SettlementStoreContract {
    @Override
    protected SettlementStore create() {
        return new OffHeapSettlementStore(TestMemory.small());
    }
}
