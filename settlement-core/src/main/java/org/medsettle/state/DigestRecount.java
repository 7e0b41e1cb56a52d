package org.medsettle.state;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.list.ListLevel;

/**
 * Sums the state digest anew from every record in the stores, for an offline check that the running digest has missed no
 * change and no record has changed without it.
 *
 * <p>Threads: the state machine's owner, while no command is applied. Reads everything; never for the hot path.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class DigestRecount {
    private final LedgerStores stores;
    private final StateDigest digest = new StateDigest();

    DigestRecount(LedgerStores stores) {
        this.stores = stores;
    }

    /** The sum over all records; what {@link StateDigest#sum} must be. */
    long sum() {
        stores.persons().forEach(at -> digest.add(stores.persons().at(at).stateHash()));
        stores.accounts()
                .forEach(at -> digest.add(StateDigest.hash(stores.accounts().at(at))));
        stores.cards().forEach(at -> digest.add(stores.cards().at(at).stateHash()));
        stores.lossReports()
                .forEach(at -> digest.add(stores.lossReports().at(at).stateHash()));
        stores.replacements()
                .forEach(at -> digest.add(stores.replacements().at(at).stateHash()));
        stores.reimbursements()
                .forEach(at -> digest.add(stores.reimbursements().at(at).stateHash()));
        stores.credentials()
                .forEach(at -> digest.add(stores.credentials().at(at).stateHash()));
        stores.institutions().forEach(this::addInstitution);
        stores.signOns()
                .forEach(number -> digest.add(stores.signOns().at(number).stateHash()));
        stores.settlements()
                .forEach(at -> digest.add(stores.settlements().at(at).stateHash()));
        stores.keys().forEach(at -> digest.add(stores.keys().at(at).stateHash()));
        stores.totals().forEach(at -> digest.add(stores.totals().at(at).stateHash()));
        stores.tills().forEach(at -> digest.add(stores.tills().at(at).stateHash()));
        for (ListLevel level : ListLevel.values()) {
            stores.list(level)
                    .forEach((cardKey, reason, from, to) ->
                            digest.add(StateDigest.hashListEntry(level.code(), cardKey, reason, from, to)));
        }
        return digest.sum();
    }

    private void addInstitution(long reference) {
        var institution = stores.institutions().at(reference);
        digest.add(institution.stateHash());
        digest.movePayable(institution.ordinal(), institution.payableFen());
    }
}
