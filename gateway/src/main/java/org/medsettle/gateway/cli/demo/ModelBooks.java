package org.medsettle.gateway.cli.demo;

import java.util.BitSet;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.Fen;

/**
 * The client's own books: every account it touched and the sums, kept from answers alone and in the simplest way.
 *
 * <p>Units: fen. Invariant: balances = opening - debits + returns.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class ModelBooks {
    private final long[] balanceFen;
    private final BitSet lostCards = new BitSet();
    private final BitSet touched = new BitSet();
    private long debitsFen;
    private long returnsFen;
    private long settlements;
    private long tillSettlements;
    private long uncertainFen;
    private long uncertainSettlements;

    ModelBooks(DemoPopulation population) {
        balanceFen = new long[population.size()];
        for (int i = 0; i < balanceFen.length; i++) {
            balanceFen[i] = population.person(i).openingFen();
        }
    }

    /** The account pays (again). */
    void pay(int person, long fen) {
        touched.set(person);
        balanceFen[person] = Fen.subtract(balanceFen[person], fen);
        debitsFen = Fen.add(debitsFen, fen);
    }

    /** The account gets back. */
    void giveBack(int person, long fen) {
        touched.set(person);
        balanceFen[person] = Fen.add(balanceFen[person], fen);
        returnsFen = Fen.add(returnsFen, fen);
    }

    /** The same, by a till, which the witness of the windows knows nothing of. */
    void tillSettlementWritten() {
        settlements++;
        tillSettlements++;
    }

    /** Those of {@link #settlements} that tills have made. */
    long tillSettlements() {
        return tillSettlements;
    }

    /** A purchase that a till has reversed without knowing whether it had been booked: the balance is the same either way. */
    void perhapsPaidAndReversed(long fen) {
        uncertainFen = Fen.add(uncertainFen, fen);
        uncertainSettlements++;
    }

    /** Most that debits and returns alike may be above what is known. */
    long uncertainFen() {
        return uncertainFen;
    }

    long uncertainSettlements() {
        return uncertainSettlements;
    }

    /** One more settlement, or cancelling one, is in the books. */
    void settlementWritten() {
        settlements++;
    }

    void cardLost(int person) {
        lostCards.set(person);
    }

    boolean isCardLost(int person) {
        return lostCards.get(person);
    }

    long balanceFen(int person) {
        return balanceFen[person];
    }

    /** Persons whose account has moved. */
    BitSet touched() {
        return touched;
    }

    int lostCards() {
        return lostCards.cardinality();
    }

    long debitsFen() {
        return debitsFen;
    }

    long returnsFen() {
        return returnsFen;
    }

    long settlements() {
        return settlements;
    }
}
