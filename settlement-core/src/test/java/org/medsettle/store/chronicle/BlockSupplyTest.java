package org.medsettle.store.chronicle;

import org.medsettle.domain.account.AccountStore;
import org.medsettle.store.AccountStoreContract;

/** The contract of the accounts, with blocks that were put ahead, and every handle proven by key. */
class BlockSupplyTest extends AccountStoreContract {
    @Override
    protected AccountStore create(long maxAccounts) {
        return ChronicleAccountStore.create(maxAccounts, true, true);
    }
}
