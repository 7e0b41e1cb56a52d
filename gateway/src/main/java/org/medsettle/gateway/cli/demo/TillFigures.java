package org.medsettle.gateway.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.medsettle.common.ThreadSafe;

/**
 * What the tills have done, all together. Units: fen.
 *
 * <p>Threads: any, under its lock; a till counts a few hundred times a second.
 */
@ThreadSafe
final class TillFigures {
    private final Map<String, Long> refusals = new TreeMap<>();
    private long purchases;
    private long voids;
    private long refunds;
    private long reversals;
    private long cuts;
    private long repeats;
    private long balances;
    private long batches;
    private long notTaken;
    private final List<String> howUnanswered = new ArrayList<>();

    /** One more refusal with this DE39. */
    synchronized void refused(String code) {
        refusals.merge(code, 1L, Long::sum);
    }

    synchronized void purchase() {
        purchases++;
    }

    synchronized void takenBack() {
        voids++;
    }

    synchronized void refund() {
        refunds++;
    }

    /** A reversal after a cut connection, the till's own or the node's. */
    synchronized void reversal(boolean isOwnCut) {
        reversals++;
        cuts += isOwnCut ? 1 : 0;
    }

    synchronized void repeat() {
        repeats++;
    }

    synchronized void balance() {
        balances++;
    }

    synchronized void batch() {
        batches++;
    }

    /** A message that was answered 91, which took nothing. */
    synchronized void notTaken() {
        notTaken++;
    }

    /** A message that the till waited for in vain, its line being gone. */
    synchronized void unanswered(String how) {
        howUnanswered.add(how);
    }

    synchronized long messagesNotTaken() {
        return notTaken;
    }

    synchronized long messagesUnanswered() {
        return howUnanswered.size();
    }

    /** What each of them was, and what had become of its line. */
    synchronized List<String> howUnanswered() {
        return List.copyOf(howUnanswered);
    }

    synchronized long purchasesMade() {
        return purchases;
    }

    /** One line for the table. */
    synchronized String words() {
        return String.format(
                Locale.ROOT,
                "%,d purchases, %,d voids, %,d refunds, %,d balances, %,d repeats, %,d reversals after a cut line (%,d cut"
                        + " by the till)",
                purchases,
                voids,
                refunds,
                balances,
                repeats,
                reversals,
                cuts);
    }

    /** Another line: batches and refusals by DE39. */
    synchronized String batchWords() {
        return String.format(Locale.ROOT, "%,d settled, every one balanced; refused by DE39: %s", batches, refusals);
    }
}
