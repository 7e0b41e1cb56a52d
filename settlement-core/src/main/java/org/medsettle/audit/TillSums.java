package org.medsettle.audit;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.domain.settlement.SettlementState;
import org.medsettle.domain.settlement.TillBatch;
import org.medsettle.domain.settlement.TillTail;

/**
 * What the batches of the tills must say, and how much of each purchase must have been given back, summed from the
 * settlements alone. What a reversal has undone counts nowhere.
 *
 * <p>Threads: one. Units: fen.
 */
final class TillSums {
    private final Map<BatchKey, long[]> batches = new HashMap<>();
    private final Map<Long, Long> refundsLeft = new HashMap<>();
    private final TillTail tail = new TillTail();
    private @Nullable String broken;

    /** Adds a settlement that a till has made. */
    void add(Settlement settlement, long institution) {
        tail.of(settlement);
        if (!settlement.isCancelling()) {
            refundsLeft.merge(settlement.id(), tail.refundedFen(), Long::sum);
            judge(settlement);
        }
        if (settlement.state() == SettlementState.REVERSED) {
            return;
        }
        if (settlement.isCancelling()) {
            refundsLeft.merge(settlement.counterpartId(), settlement.accountFen(), Long::sum);
        }
        int side = settlement.isCancelling() ? TillBatch.CREDIT : TillBatch.DEBIT;
        post(new BatchKey(institution, tail.terminal(), tail.batch()), side, 1, Math.abs(settlement.accountFen()));
    }

    /** A till's settlement is cancelled when, and only when, all of it has been given back. */
    private void judge(Settlement settlement) {
        boolean within = tail.refundedFen() >= 0 && tail.refundedFen() <= settlement.accountFen();
        boolean whole = tail.refundedFen() == settlement.accountFen();
        if (broken == null && !within) {
            broken = "settlement " + settlement.id() + ": more was given back than it took";
        }
        if (broken == null && whole != (settlement.state() == SettlementState.CANCELLED)) {
            broken = "settlement " + settlement.id() + ": cancelled and given back are not the same";
        }
    }

    private void post(BatchKey key, int side, long count, long fen) {
        long[] sums = batches.computeIfAbsent(key, any -> new long[4]);
        sums[2 * side] += count;
        sums[2 * side + 1] += fen;
    }

    /** Takes a kept batch off the sums. */
    void subtract(TillBatch batch) {
        BatchKey key = new BatchKey(batch.institution(), batch.terminal(), batch.number());
        for (int side : new int[] {TillBatch.DEBIT, TillBatch.CREDIT}) {
            post(key, side, -batch.count(side), -batch.sumFen(side));
        }
    }

    /** The first thing that is broken, in words, or null; after every kept batch has been taken off. */
    @Nullable
    String firstBroken() {
        if (broken != null) {
            return broken;
        }
        for (Map.Entry<BatchKey, long[]> entry : batches.entrySet()) {
            for (long difference : entry.getValue()) {
                if (difference != 0) {
                    return "batch totals differ from the settlements: " + entry.getKey();
                }
            }
        }
        for (Map.Entry<Long, Long> entry : refundsLeft.entrySet()) {
            if (entry.getValue() != 0) {
                return "settlement " + entry.getKey() + ": its refunds are not what it says was given back";
            }
        }
        return null;
    }

    private record BatchKey(long institution, long terminal, int number) {}
}
