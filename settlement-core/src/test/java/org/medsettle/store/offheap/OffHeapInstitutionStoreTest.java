package org.medsettle.store.offheap;

import org.medsettle.domain.institution.InstitutionStore;
import org.medsettle.store.InstitutionStoreContract;

class OffHeapInstitutionStoreTest extends InstitutionStoreContract {
    @Override
    protected InstitutionStore create() {
        return new OffHeapInstitutionStore(TestMemory.small());
    }
}
