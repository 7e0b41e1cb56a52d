package org.medsettle.gateway.lists;

import java.io.IOException;
import org.medsettle.gateway.posclient.Till;
import org.medsettle.gateway.posclient.TillFormat;
import org.medsettle.gateway.posclient.TillPopulation;
import org.medsettle.gateway.posclient.TillSocket;

/** A pharmacy's till: one connection to the POS door. Threads: one. */
final class TillWindow implements SettlingConnection {
    private static final int PURCHASES_PER_BATCH = 100_000;

    private final TillSocket socket;
    private final Till till;
    private int purchases;

    TillWindow(ListNode node, String merchant, String terminal) throws IOException {
        socket = new TillSocket(node.pos(), TillFormat.ISO87B, new byte[0]);
        till = new Till(merchant, terminal);
    }

    @Override
    public String settle(int card) throws IOException {
        till.batch(1 + purchases++ / PURCHASES_PER_BATCH);
        return socket.ask(till.purchase(TillPopulation.pan(card), 1)).code();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
