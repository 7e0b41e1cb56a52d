package org.medsettle.state;

import org.medsettle.command.TillBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.BusinessDay;
import org.medsettle.domain.settlement.KeyRecord;
import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.domain.settlement.OutcomeKind;

/**
 * Finds a till's settlement by batch and STAN, and remembers which details of a batch have been uploaded. A message without
 * a local time is found by its own key; for any other a second record leads from batch and STAN to its settlement.
 *
 * <p>Invariant: where a STAN came more than once in a batch, the last one is found.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class TillTraces {
    static final long NONE = 0;

    private final Ledger ledger;
    private final KeyStore keys;
    private final KeyRecord fresh = new KeyRecord();

    TillTraces(Ledger ledger) {
        this.ledger = ledger;
        keys = ledger.stores.keys();
        fresh.wrap(Scratch.allocate(KeyRecord.BYTES), 0);
    }

    /** Remembers the settlement of a message that has a local time in its key. */
    void add(TillBody body, TillKey key, int institution, long settlementId) {
        if (body.localTime() == 0) {
            return;
        }
        long word0 = TillKey.word0(TillKey.TRACE, key.batch(), institution);
        long word2 = TillBody.traceWord(body.stan(), 0);
        long known = keys.find(word0, key.word1(), word2, KeyStore.NO_DATE);
        if (known == KeyStore.NONE) {
            put(word0, key.word1(), word2, OutcomeKind.TRACE, settlementId);
            return;
        }
        KeyRecord record = keys.at(known);
        long before = record.stateHash();
        record.detail(settlementId);
        ledger.digest.changeKey(BusinessDay.dateOf(record.timeMs()), before, record.stateHash());
    }

    private void put(long word0, long word1, long word2, OutcomeKind kind, long detail) {
        fresh.clear();
        fresh.key(word0, word1, word2).kind(kind).detail(detail).timeMs(ledger.moment.timeMs());
        keys.add(fresh, ledger.moment.date());
        ledger.digest.addKey(ledger.moment.date(), fresh.stateHash());
    }

    /** Id of the settlement with this STAN in the batch, or {@link #NONE}. */
    long find(int institution, long terminal, int batch, int stan) {
        long word2 = TillBody.traceWord(stan, 0);
        long found = keys.find(TillKey.word0(TillKey.TRACE, batch, institution), terminal, word2, KeyStore.NO_DATE);
        if (found == KeyStore.NONE) {
            found = keys.find(TillKey.word0(TillKey.MESSAGE, batch, institution), terminal, word2, KeyStore.NO_DATE);
        }
        if (found == KeyStore.NONE) {
            return NONE;
        }
        KeyRecord record = keys.at(found);
        return switch (record.kind()) {
            case TRACE, SETTLEMENT -> record.detail();
            case REFUSED, REVERSAL, TOMBSTONE, DONE, BATCH_DETAIL -> NONE;
        };
    }

    /** True when this detail has been uploaded before. */
    boolean hasDetail(int institution, long terminal, int batch, int stan) {
        long word0 = TillKey.word0(TillKey.DETAIL, batch, institution);
        return keys.find(word0, terminal, TillBody.traceWord(stan, 0), KeyStore.NO_DATE) != KeyStore.NONE;
    }

    /** Remembers an uploaded detail with what came of it. */
    void addDetail(int institution, long terminal, int batch, int stan, int outcome) {
        put(
                TillKey.word0(TillKey.DETAIL, batch, institution),
                terminal,
                TillBody.traceWord(stan, 0),
                OutcomeKind.BATCH_DETAIL,
                outcome);
    }
}
