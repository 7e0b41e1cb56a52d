package org.medsettle.model;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the model knows of tills, in plain collections. A batch has its number as its name, or "day" and a business date.
 *
 * <p>Units: fen, epoch days.
 */
final class TillBooks {
    final Map<Key, Outcome> outcomes = new HashMap<>();
    final Map<BatchKey, Batch> batches = new LinkedHashMap<>();
    /** Settlements by batch and STAN, of messages with a local time. */
    final Map<StanKey, Found> traces = new HashMap<>();
    /** Dates of uploaded details. */
    final Map<StanKey, Integer> details = new HashMap<>();
    /** Highest batch number a terminal has used or been given. */
    final Map<TerminalKey, Integer> current = new HashMap<>();

    /** Keys, traces and details kept. */
    int keyCount() {
        return outcomes.size() + traces.size() + details.size();
    }

    /** The batch, which begins on {@code today} when there is none yet. */
    Batch open(BatchKey key, int number, int today) {
        Batch known = batches.get(key);
        if (known == null) {
            known = new Batch(number, today);
            batches.put(key, known);
            if (number > 0) {
                current.merge(key.at(), number, Math::max);
            }
        }
        return known;
    }

    /** The key of a message; {@code batch} is "-" where a local time does instead, {@code date} null without one. */
    record Key(String institution, String terminal, String batch, int stan, int localTime, @Nullable Integer date) {}

    record TerminalKey(String institution, String terminal) {}

    record BatchKey(TerminalKey at, String batch) {}

    record StanKey(BatchKey batch, int stan) {}

    /** A settlement found by its trace, and the day the way to it was made. */
    record Found(long settlementId, int date) {}

    /** What came of a message. */
    record Outcome(
            Object business, Answer answer, Books.@Nullable Settlement settlement, boolean tombstone, int date) {}

    static final class Batch {
        final int number;
        final int openedOn;
        boolean frozen;
        int frozenOn;
        TillOrder.Totals claimed = TillOrder.Totals.NOTHING;
        TillOrder.Totals totals = TillOrder.Totals.NOTHING;
        int matched;
        int missing;
        int differing;

        Batch(int number, int openedOn) {
            this.number = number;
            this.openedOn = openedOn;
        }

        void debit(int count, long fen) {
            totals = new TillOrder.Totals(
                    totals.debitCount() + count, totals.debitFen() + fen, totals.creditCount(), totals.creditFen());
        }

        void credit(int count, long fen) {
            totals = new TillOrder.Totals(
                    totals.debitCount(), totals.debitFen(), totals.creditCount() + count, totals.creditFen() + fen);
        }
    }
}
