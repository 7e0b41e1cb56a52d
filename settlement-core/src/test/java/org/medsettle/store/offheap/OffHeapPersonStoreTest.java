package org.medsettle.store.offheap;

import org.medsettle.domain.person.PersonStore;
import org.medsettle.store.PersonStoreContract;

class OffHeapPersonStoreTest extends PersonStoreContract {
    @Override
    protected PersonStore create() {
        return new OffHeapPersonStore(TestMemory.small());
    }
}
