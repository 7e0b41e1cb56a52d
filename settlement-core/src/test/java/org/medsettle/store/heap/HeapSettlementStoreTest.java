package org.medsettle.store.heap;

import org.medsettle.domain.settlement.SettlementStore;
import org.medsettle.store.SettlementStoreContract;

class HeapSettlementStoreTest extends SettlementStoreContract {
    @Override
    protected SettlementStore create() {
        return new HeapSettlementStore();
    }
}
