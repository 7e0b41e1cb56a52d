package org.medsettle.store.offheap;

import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.store.KeyStoreContract;

class OffHeapKeyStoreTest extends KeyStoreContract {
    @Override
    protected KeyStore create() {
        return new OffHeapKeyStore(TestMemory.small());
    }
}
