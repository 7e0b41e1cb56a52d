package org.medsettle.state;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.TillBatch;
import org.medsettle.domain.settlement.TillBatchStore;

/**
 * The batches of all terminals: what each has settled, whether it is closed, and which number a terminal uses next. Every
 * change of a batch goes through here, so that the digest follows.
 *
 * <p>Units: fen, dates in epoch days. Invariant: a terminal's current number is the highest it has used or been given.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class TillBatches {
    private final StateDigest digest;
    private final TillBatchStore batches;
    private final Moment moment;

    TillBatches(StateDigest digest, TillBatchStore batches, Moment moment) {
        this.digest = digest;
        this.batches = batches;
        this.moment = moment;
    }

    /** The batch, or {@link TillBatchStore#NONE}. */
    long find(long institution, long terminal, int number) {
        return batches.find(institution, terminal, number);
    }

    TillBatch at(long reference) {
        return batches.at(reference);
    }

    /** The batch; it begins today when there is none yet. */
    long open(long institution, long terminal, int number) {
        long known = batches.find(institution, terminal, number);
        if (known != TillBatchStore.NONE) {
            return known;
        }
        if (number != TillBatch.TERMINAL_ITSELF && number <= TillBatch.MAX_NUMBER) {
            raiseCurrent(institution, terminal, number);
        }
        long reference = batches.add(institution, terminal, number);
        TillBatch batch = batches.at(reference).openedDate(moment.date());
        digest.add(batch.stateHash());
        return reference;
    }

    private void raiseCurrent(long institution, long terminal, int number) {
        TillBatch own = change(open(institution, terminal, TillBatch.TERMINAL_ITSELF));
        own.current(Math.max(own.current(), number));
        changed(own);
    }

    /** True when the batch takes nothing more: frozen, or with a number and begun before {@code oldestDate}. */
    boolean isClosed(long institution, long terminal, int number, int oldestDate) {
        long reference = batches.find(institution, terminal, number);
        if (reference == TillBatchStore.NONE) {
            return false;
        }
        TillBatch batch = batches.at(reference);
        return batch.isFrozen() || (batch.isNumbered() && batch.openedDate() < oldestDate);
    }

    /** Adds a transaction to a batch (or, with {@code count} -1 and a negative sum, takes it out again). */
    void post(long institution, long terminal, int number, int side, int count, long fen) {
        TillBatch batch = change(open(institution, terminal, number));
        batch.add(side, count, fen);
        changed(batch);
    }

    /** The batch at a reference, to be changed; {@link #changed} must follow. */
    TillBatch change(long reference) {
        TillBatch batch = batches.at(reference);
        digest.remove(batch.stateHash());
        return batch;
    }

    void changed(TillBatch batch) {
        digest.add(batch.stateHash());
    }
}
