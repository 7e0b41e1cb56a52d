package org.medsettle.state;

import java.nio.ByteBuffer;
import org.medsettle.common.Hashing;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** Everything a handler works with: the stores, the settings in force, the books, the tills' batches, the lists' feeds and the digest. */
@ThreadConfined(Threads.STATE_MACHINE)
final class Ledger {
    final LedgerStores stores;
    final Moment moment = new Moment();
    final RulesInForce rules = new RulesInForce();
    final CardTerms cardTerms = new CardTerms();
    final StateDigest digest = new StateDigest();
    final Books books;
    final InvalidLists lists;
    final TillBatches tills;
    private int closedThrough = Integer.MIN_VALUE;
    private int keysKeptFrom = Integer.MIN_VALUE;

    Ledger(LedgerStores stores) {
        this.stores = stores;
        books = new Books(digest, stores.totals(), moment);
        lists = new InvalidLists(stores, digest);
        tills = new TillBatches(digest, stores.tills(), moment);
    }

    /** Last business date that has been closed, {@code MIN_VALUE} for none. */
    int closedThrough() {
        return closedThrough;
    }

    void closeThrough(int businessDate) {
        closedThrough = Math.max(closedThrough, businessDate);
    }

    /** Keys dated before this have been let go; {@code MIN_VALUE} for none yet. */
    int keysKeptFrom() {
        return keysKeptFrom;
    }

    void keepKeysFrom(int date) {
        keysKeptFrom = date;
    }

    /** Oldest date a key may have. A longer retention does not bring back what a shorter one has dropped. */
    int oldestKeyDate() {
        return Math.max(moment.date() - rules.keyRetentionDays(), keysKeptFrom);
    }

    /** True when a terminal's batch takes nothing more: closed, or so old that its keys are let go. */
    boolean isBatchClosed(long institutionOrdinal, long terminal, int number) {
        return tills.isClosed(institutionOrdinal, terminal, number, oldestKeyDate());
    }

    void save(ByteBuffer target) {
        rules.save(target);
        moment.save(target);
        digest.save(target);
        books.save(target);
        lists.save(target);
        target.putInt(closedThrough).putInt(keysKeptFrom);
        cardTerms.save(target);
    }

    void restore(ByteBuffer source) {
        rules.restore(source);
        moment.restore(source, rules.dayCutMinutes());
        digest.restore(source);
        books.restore(source);
        lists.restore(source);
        closedThrough = source.getInt();
        keysKeptFrom = source.getInt();
        cardTerms.restore(source);
    }

    /** Digest of the whole state. */
    long stateDigest() {
        return digest.sum()
                + rules.stateHash()
                + cardTerms.stateHash()
                + lists.stateHash()
                + Hashing.fold(closedThrough, keysKeptFrom);
    }
}
