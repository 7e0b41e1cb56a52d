package org.medsettle.store.offheap;

import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.store.InvalidListStoreContract;

class OffHeapInvalidListStoreTest extends InvalidListStoreContract {
    @Override
    protected InvalidListStore create() {
        return new OffHeapInvalidListStore(TestMemory.small());
    }
}
