package org.medsettle.state;

import java.util.List;
import org.medsettle.common.Invariant;
import org.medsettle.domain.account.AccountStore;
import org.medsettle.domain.card.CardStore;
import org.medsettle.domain.card.CredentialStore;
import org.medsettle.domain.card.LossReportStore;
import org.medsettle.domain.card.ReimbursementStore;
import org.medsettle.domain.card.ReplacementStore;
import org.medsettle.domain.institution.InstitutionStore;
import org.medsettle.domain.institution.SignOnStore;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.person.PersonStore;
import org.medsettle.domain.settlement.ClearingTotalStore;
import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.domain.settlement.SettlementStore;
import org.medsettle.domain.settlement.TillBatchStore;

/**
 * Every store of one ledger, handed to the state machine as one thing.
 *
 * <p>Threads: confined to the state machine once it has started. Invariant: {@code lists} holds one store per
 * {@link ListLevel}, at the index of its code. Failure: after {@link #close()} no store may be touched again.
 *
 * @param images the stores as far as snapshots are concerned; heap stores have none
 * @param memory what lies under the stores and is let go last; heap stores have nothing there
 */
public record LedgerStores(
        PersonStore persons,
        AccountStore accounts,
        CardStore cards,
        LossReportStore lossReports,
        ReplacementStore replacements,
        ReimbursementStore reimbursements,
        CredentialStore credentials,
        InstitutionStore institutions,
        SignOnStore signOns,
        List<InvalidListStore> lists,
        SettlementStore settlements,
        KeyStore keys,
        ClearingTotalStore totals,
        TillBatchStore tills,
        List<ImagedStore> images,
        StoreMemory memory)
        implements AutoCloseable {

    public LedgerStores {
        lists = List.copyOf(lists);
        images = List.copyOf(images);
        Invariant.checkEqual(lists.size(), ListLevel.COUNT, "invalid lists in the bundle");
    }

    /** The invalid list of one authority. */
    public InvalidListStore list(ListLevel level) {
        return lists.get(level.code());
    }

    @Override
    public void close() {
        accounts.close();
        memory.close();
    }
}
