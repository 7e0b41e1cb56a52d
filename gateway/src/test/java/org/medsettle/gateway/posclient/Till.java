package org.medsettle.gateway.posclient;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** The messages of one terminal: numbers them and fills in what all of them have. */
public final class Till {
    /** No two terminals of a test JVM use the same trace number, also when they have the same name. */
    private static final AtomicInteger STANS = new AtomicInteger();

    private final String merchant;
    private final String terminal;
    private String batch = "";

    public Till(String merchant, String terminal) {
        this.merchant = merchant;
        this.terminal = terminal;
    }

    /** Sends field 60 with this batch from now on; a stock client, which it is at first, sends none. */
    public Till batch(int number) {
        batch = String.format(Locale.ROOT, "%06d", number);
        return this;
    }

    /** Type and trace number, and whose it is. */
    public TillMessage bare(String mti) {
        return new TillMessage(mti)
                .set(11, String.format(Locale.ROOT, "%06d", STANS.incrementAndGet() % 1_000_000))
                .set(41, String.format(Locale.ROOT, "%-8s", terminal))
                .set(42, String.format(Locale.ROOT, "%-15s", merchant));
    }

    private TillMessage money(String mti, String processing, String type, String pan) {
        TillMessage message = bare(mti)
                .set(2, pan)
                .set(3, processing)
                .set(22, "012")
                .set(25, "00")
                .set(49, "156");
        return batch.isEmpty() ? message : message.set(60, type + batch + "000");
    }

    private static String fen(long fen) {
        return String.format(Locale.ROOT, "%012d", fen);
    }

    public TillMessage balance(String pan) {
        return money("0200", "310000", "01", pan);
    }

    public TillMessage purchase(String pan, long fen) {
        return money("0200", "000000", "22", pan).set(4, fen(fen));
    }

    public TillMessage takeBack(String pan, long fen, String reference) {
        return money("0200", "200000", "23", pan).set(4, fen(fen)).set(37, reference);
    }

    public TillMessage refund(String pan, long fen, String reference) {
        return money("0220", "200000", "25", pan).set(4, fen(fen)).set(37, reference);
    }

    /** The reversal of a message of this terminal. */
    public static TillMessage reversal(TillMessage original) {
        return original.as("0400").set(39, "98").remove(35, 36, 37, 26, 52, 53, 64);
    }

    public TillMessage network(String mti, String network) {
        return bare(mti).set(60, "00" + (batch.isEmpty() ? "000000" : batch) + network);
    }

    /** A batch settlement by the terminal's own totals. */
    public TillMessage settle(long debitFen, int debits, long creditFen, int credits) {
        String totals = fen(debitFen)
                + String.format(Locale.ROOT, "%03d", debits)
                + fen(creditFen)
                + String.format(Locale.ROOT, "%03d", credits);
        return network("0500", "201").set(48, totals + "0" + "0".repeat(31)).set(49, "156");
    }
}
