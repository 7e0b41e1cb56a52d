package org.medsettle.state;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** Everything a handler works with: the stores, the settings in force, the books, the lists' feeds and the digest. */
@ThreadConfined(Threads.STATE_MACHINE)
final class Ledger {
    final LedgerStores stores;
    final Moment moment = new Moment();
    final RulesInForce rules = new RulesInForce();
    final StateDigest digest = new StateDigest();
    final Books books;
    final InvalidLists lists;
    private int closedThrough = Integer.MIN_VALUE;

    Ledger(LedgerStores stores) {
        this.stores = stores;
        books = new Books(digest, stores.totals(), moment);
        lists = new InvalidLists(stores, digest);
    }

    /** Last business date that has been closed. */
    int closedThrough() {
        return closedThrough;
    }

    void closeThrough(int businessDate) {
        closedThrough = Math.max(closedThrough, businessDate);
    }

    /** Digest of the whole state. */
    long stateDigest() {
        return digest.sum() + rules.stateHash() + lists.stateHash() + closedThrough * 0x9E3779B97F4A7C15L;
    }
}
