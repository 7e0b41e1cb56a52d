package org.medsettle.store.heap;

import org.medsettle.domain.card.ReimbursementStore;
import org.medsettle.store.ReimbursementStoreContract;

class HeapReimbursementStoreTest extends ReimbursementStoreContract {
    @Override
    protected ReimbursementStore create() {
        return new HeapReimbursementStore();
    }
}
