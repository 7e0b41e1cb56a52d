package org.medsettle.store.heap;

import org.medsettle.domain.institution.InstitutionStore;
import org.medsettle.store.InstitutionStoreContract;

class HeapInstitutionStoreTest extends InstitutionStoreContract {
    @Override
    protected InstitutionStore create() {
        return new HeapInstitutionStore();
    }
}
