package org.medsettle.store.heap;

import org.medsettle.domain.account.AccountStore;
import org.medsettle.store.AccountStoreContract;

class HeapAccountStoreTest extends AccountStoreContract {
    @Override
    protected AccountStore create(long maxAccounts) {
        return new HeapAccountStore(maxAccounts);
    }
}
