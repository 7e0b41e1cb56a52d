package org.medsettle.store.offheap;

import org.medsettle.domain.institution.SignOnStore;
import org.medsettle.store.SignOnStoreContract;

class OffHeapSignOnStoreTest extends SignOnStoreContract {
    @Override
    protected SignOnStore create() {
        return new OffHeapSignOnStore(TestMemory.small());
    }
}
