package org.medsettle.store.heap;

import org.medsettle.domain.card.CredentialStore;
import org.medsettle.store.CredentialStoreContract;

class HeapCredentialStoreTest extends CredentialStoreContract {
    @Override
    protected CredentialStore create() {
        return new HeapCredentialStore();
    }
}
