package org.medsettle.store.offheap;

import org.medsettle.domain.card.CredentialStore;
import org.medsettle.store.CredentialStoreContract;

class OffHeapCredentialStoreTest extends CredentialStoreContract {
    @Override
    protected CredentialStore create() {
        return new OffHeapCredentialStore(TestMemory.small());
    }
}
