package org.medsettle.gateway.cli.demo;

import java.util.Arrays;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * What the client has sent under a key and what came of it, as far as the client knows: the books are audited against
 * this.
 *
 * <p>Units: fen. Invariant: a row is one key, in the order of first sending; arrays of primitives, so that hundreds of
 * thousands of rows cost some tens of megabytes.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class Witness {
    /** What became of a key. */
    enum Fate {
        /** Sent, and no answer yet. */
        UNKNOWN,
        /** Took effect. */
        DONE,
        /** Refused by the rules, and recorded as such. */
        REFUSED,
        /** The server says that it never came, and the client let it be. */
        NEVER_CAME,
        /** Reversed before it came: a tombstone lies on the key. */
        BURIED
    }

    /** What undid an effect since. */
    enum Undone {
        NO,
        CANCELLED,
        REVERSED
    }

    private static final Transaction[] TRANSACTIONS = Transaction.values();
    private static final Fate[] FATES = Fate.values();
    private static final Undone[] UNDONE = Undone.values();

    private int size;
    private byte[] transaction = new byte[1_024];
    private byte[] fate = new byte[1_024];
    private byte[] undone = new byte[1_024];
    private short[] code = new short[1_024];
    private int[] venue = new int[1_024];
    private int[] number = new int[1_024];
    private int[] person = new int[1_024];
    private int[] outputHash = new int[1_024];
    private long[] setlId = new long[1_024];
    private long[] mdtrtId = new long[1_024];
    private long[] medfeeFen = new long[1_024];
    private long[] accountFen = new long[1_024];

    /** A new key is about to be sent; answers its row. */
    int begin(Transaction kind, int venue, int number, int person) {
        if (size == fate.length) {
            grow(2 * size);
        }
        int row = size++;
        transaction[row] = (byte) kind.ordinal();
        this.venue[row] = venue;
        this.number[row] = number;
        this.person[row] = person;
        return row;
    }

    private void grow(int capacity) {
        transaction = Arrays.copyOf(transaction, capacity);
        fate = Arrays.copyOf(fate, capacity);
        undone = Arrays.copyOf(undone, capacity);
        code = Arrays.copyOf(code, capacity);
        venue = Arrays.copyOf(venue, capacity);
        number = Arrays.copyOf(number, capacity);
        person = Arrays.copyOf(person, capacity);
        outputHash = Arrays.copyOf(outputHash, capacity);
        setlId = Arrays.copyOf(setlId, capacity);
        mdtrtId = Arrays.copyOf(mdtrtId, capacity);
        medfeeFen = Arrays.copyOf(medfeeFen, capacity);
        accountFen = Arrays.copyOf(accountFen, capacity);
    }

    /** The key took effect, and this is what the answer said. */
    void done(int row, HisAnswer answer) {
        fate[row] = (byte) Fate.DONE.ordinal();
        outputHash[row] = answer.outputHash;
        setlId[row] = answer.setlId;
        mdtrtId[row] = answer.mdtrtId;
        medfeeFen[row] = answer.medfeeFen;
        accountFen[row] = answer.accountFen;
    }

    void refused(int row, int resultCode) {
        fate[row] = (byte) Fate.REFUSED.ordinal();
        code[row] = (short) resultCode;
    }

    void fate(int row, Fate became) {
        fate[row] = (byte) became.ordinal();
    }

    void undone(int row, Undone how) {
        undone[row] = (byte) how.ordinal();
    }

    int size() {
        return size;
    }

    Transaction transaction(int row) {
        return TRANSACTIONS[transaction[row]];
    }

    Fate fate(int row) {
        return FATES[fate[row]];
    }

    Undone undone(int row) {
        return UNDONE[undone[row]];
    }

    int code(int row) {
        return code[row];
    }

    int venue(int row) {
        return venue[row];
    }

    int number(int row) {
        return number[row];
    }

    int person(int row) {
        return person[row];
    }

    int outputHash(int row) {
        return outputHash[row];
    }

    long setlId(int row) {
        return setlId[row];
    }

    long mdtrtId(int row) {
        return mdtrtId[row];
    }

    long medfeeFen(int row) {
        return medfeeFen[row];
    }

    long accountFen(int row) {
        return accountFen[row];
    }

    /** True for a settlement or cancelling settlement that the client knows to be in the books. */
    boolean isSettlement(int row) {
        Transaction kind = transaction(row);
        return fate(row) == Fate.DONE && (kind == Transaction.SETTLE || kind == Transaction.CANCEL);
    }

    /** Ids of all settlements known to be in the books, sorted. */
    long[] sortedSettlementIds() {
        long[] ids = new long[size];
        int count = 0;
        for (int row = 0; row < size; row++) {
            if (isSettlement(row)) {
                ids[count++] = setlId[row];
            }
        }
        long[] sorted = Arrays.copyOf(ids, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
