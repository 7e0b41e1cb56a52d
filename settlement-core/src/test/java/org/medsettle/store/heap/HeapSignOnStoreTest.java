package org.medsettle.store.heap;

import org.medsettle.domain.institution.SignOnStore;
import org.medsettle.store.SignOnStoreContract;

class HeapSignOnStoreTest extends SignOnStoreContract {
    @Override
    protected SignOnStore create() {
        return new HeapSignOnStore();
    }
}
