package org.medsettle.store.heap;

import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.store.KeyStoreContract;

class HeapKeyStoreTest extends KeyStoreContract {
    @Override
    protected KeyStore create() {
        return new HeapKeyStore();
    }
}
