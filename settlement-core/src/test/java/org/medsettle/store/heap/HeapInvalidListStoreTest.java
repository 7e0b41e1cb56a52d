package org.medsettle.store.heap;

import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.store.InvalidListStoreContract;

class HeapInvalidListStoreTest extends InvalidListStoreContract {
    @Override
    protected InvalidListStore create() {
        return new HeapInvalidListStore();
    }
}
