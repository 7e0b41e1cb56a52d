package org.medsettle.store;

import java.util.List;
import org.medsettle.domain.account.AccountStore;
import org.medsettle.state.LedgerStores;
import org.medsettle.store.chronicle.ChronicleAccountStore;
import org.medsettle.store.offheap.OffHeapCardStore;
import org.medsettle.store.offheap.OffHeapClearingTotalStore;
import org.medsettle.store.offheap.OffHeapCredentialStore;
import org.medsettle.store.offheap.OffHeapInstitutionStore;
import org.medsettle.store.offheap.OffHeapInvalidListStore;
import org.medsettle.store.offheap.OffHeapKeyStore;
import org.medsettle.store.offheap.OffHeapMemory;
import org.medsettle.store.offheap.OffHeapPersonStore;
import org.medsettle.store.offheap.OffHeapSettlementStore;
import org.medsettle.store.offheap.OffHeapSignOnStore;
import org.medsettle.store.offheap.OffHeapTillBatchStore;

/**
 * Makes the bundle a node runs on: accounts in Chronicle Map, everything else in own off-heap tables.
 *
 * <p>Threads: any, before the state machine starts. Failure: {@link IllegalStateException} when the JVM lacks a flag.
 */
public final class RealStores {
    private RealStores() {}

    /** Empty stores of the configured size. */
    public static LedgerStores create(StoreConfig config) {
        AccountStore accounts = ChronicleAccountStore.create(config.maxAccounts(), config.checkHandles());
        OffHeapMemory memory = new OffHeapMemory(
                config.chunkBytes(), config.maxOffHeapBytes(), config.chunksAhead(), config.hashSeed());
        return new LedgerStores(
                new OffHeapPersonStore(memory),
                accounts,
                new OffHeapCardStore(memory),
                new OffHeapCredentialStore(memory),
                new OffHeapInstitutionStore(memory),
                new OffHeapSignOnStore(memory),
                List.of(
                        new OffHeapInvalidListStore(memory),
                        new OffHeapInvalidListStore(memory),
                        new OffHeapInvalidListStore(memory)),
                new OffHeapSettlementStore(memory),
                new OffHeapKeyStore(memory),
                new OffHeapClearingTotalStore(memory),
                new OffHeapTillBatchStore(memory),
                memory::close);
    }
}
