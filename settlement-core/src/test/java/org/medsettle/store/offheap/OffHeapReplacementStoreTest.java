package org.medsettle.store.offheap;

import org.medsettle.domain.card.ReplacementStore;
import org.medsettle.store.ReplacementStoreContract;

class OffHeapReplacementStoreTest extends ReplacementStoreContract {
    @Override
    protected ReplacementStore create() {
        return new OffHeapReplacementStore(TestMemory.small());
    }
}
