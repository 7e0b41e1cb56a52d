package org.medsettle.store.heap;

import java.util.List;
import org.medsettle.state.LedgerStores;

/** Makes bundles of heap stores. Threads: stateless. */
public final class HeapStores {
    private HeapStores() {}

    /** Empty stores without a bound on the number of accounts. */
    public static LedgerStores create() {
        return create(Integer.MAX_VALUE);
    }

    /** Empty stores for at most {@code maxAccounts} personal accounts. */
    public static LedgerStores create(long maxAccounts) {
        return new LedgerStores(
                new HeapPersonStore(),
                new HeapAccountStore(maxAccounts),
                new HeapCardStore(),
                new HeapLossReportStore(),
                new HeapReplacementStore(),
                new HeapReimbursementStore(),
                new HeapCredentialStore(),
                new HeapInstitutionStore(),
                new HeapSignOnStore(),
                List.of(new HeapInvalidListStore(), new HeapInvalidListStore(), new HeapInvalidListStore()),
                new HeapSettlementStore(),
                new HeapKeyStore(),
                new HeapClearingTotalStore(),
                new HeapTillBatchStore(),
                List.of(),
                () -> {});
    }
}
