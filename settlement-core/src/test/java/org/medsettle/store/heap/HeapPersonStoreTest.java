package org.medsettle.store.heap;

import org.medsettle.domain.person.PersonStore;
import org.medsettle.store.PersonStoreContract;

class HeapPersonStoreTest extends PersonStoreContract {
    @Override
    protected PersonStore create() {
        return new HeapPersonStore();
    }
}
