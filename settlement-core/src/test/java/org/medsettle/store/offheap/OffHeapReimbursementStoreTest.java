package org.medsettle.store.offheap;

import org.medsettle.domain.card.ReimbursementStore;
import org.medsettle.store.ReimbursementStoreContract;

class OffHeapReimbursementStoreTest extends ReimbursementStoreContract {
    @Override
    protected ReimbursementStore create() {
        return new OffHeapReimbursementStore(TestMemory.small());
    }
}
