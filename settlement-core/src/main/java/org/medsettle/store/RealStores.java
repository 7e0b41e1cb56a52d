package org.medsettle.store;

import java.util.List;
import org.medsettle.state.LedgerStores;
import org.medsettle.store.chronicle.ChronicleAccountStore;
import org.medsettle.store.offheap.ListImage;
import org.medsettle.store.offheap.OffHeapCardStore;
import org.medsettle.store.offheap.OffHeapClearingTotalStore;
import org.medsettle.store.offheap.OffHeapCredentialStore;
import org.medsettle.store.offheap.OffHeapInstitutionStore;
import org.medsettle.store.offheap.OffHeapInvalidListStore;
import org.medsettle.store.offheap.OffHeapKeyStore;
import org.medsettle.store.offheap.OffHeapLossReportStore;
import org.medsettle.store.offheap.OffHeapMemory;
import org.medsettle.store.offheap.OffHeapPersonStore;
import org.medsettle.store.offheap.OffHeapReimbursementStore;
import org.medsettle.store.offheap.OffHeapReplacementStore;
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
        var accounts =
                ChronicleAccountStore.create(config.maxAccounts(), config.checkHandles(), config.chunksAhead() > 0);
        OffHeapMemory memory = new OffHeapMemory(
                config.chunkBytes(), config.maxOffHeapBytes(), config.chunksAhead(), config.hashSeed());
        var persons = new OffHeapPersonStore(memory);
        var cards = new OffHeapCardStore(memory);
        var lossReports = new OffHeapLossReportStore(memory);
        var replacements = new OffHeapReplacementStore(memory);
        var reimbursements = new OffHeapReimbursementStore(memory);
        var credentials = new OffHeapCredentialStore(memory);
        var institutions = new OffHeapInstitutionStore(memory);
        var signOns = new OffHeapSignOnStore(memory);
        var nation = new OffHeapInvalidListStore(memory);
        var province = new OffHeapInvalidListStore(memory);
        var city = new OffHeapInvalidListStore(memory);
        var settlements = new OffHeapSettlementStore(memory);
        var keys = new OffHeapKeyStore(memory);
        var totals = new OffHeapClearingTotalStore(memory);
        var tills = new OffHeapTillBatchStore(memory);
        return new LedgerStores(
                persons,
                accounts,
                cards,
                lossReports,
                replacements,
                reimbursements,
                credentials,
                institutions,
                signOns,
                List.of(nation, province, city),
                settlements,
                keys,
                totals,
                tills,
                List.of(
                        persons.image(),
                        accounts.image(),
                        cards.image(),
                        lossReports.image(),
                        replacements.image(),
                        reimbursements.image(),
                        credentials.image(),
                        institutions.image(),
                        signOns.image(),
                        new ListImage(List.of(nation, province, city)),
                        settlements.image(),
                        keys.image(),
                        totals.image(),
                        tills.image()),
                memory);
    }
}
