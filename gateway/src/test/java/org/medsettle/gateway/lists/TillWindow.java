package org.medsettle.gateway.lists;

import java.io.IOException;
import org.medsettle.gateway.posclient.Till;
import org.medsettle.gateway.posclient.TillFormat;
import org.medsettle.gateway.posclient.TillPopulation;
import org.medsettle.gateway.posclient.TillSocket;

/**
 * A pharmacy's till: one connection to the POS door. It begins the next batch after so many purchases, and when it is told that its
 * batch is closed, as one is that began before the oldest keys which are kept. Threads: one.
 */
final class TillWindow implements SettlingConnection {
    private static final int PURCHASES_PER_BATCH = 100_000;
    private static final String BATCH_CLOSED = "77";

    private final TillSocket socket;
    private final Till till;
    private int batch = 1;
    private int purchases;

    TillWindow(ListNode node, String merchant, String terminal) throws IOException {
        socket = new TillSocket(node.pos(), TillFormat.ISO87B, new byte[0]);
        till = new Till(merchant, terminal);
    }

    @Override
    public String settle(int card) throws IOException {
        if (++purchases % PURCHASES_PER_BATCH == 0) {
            batch++;
        }
        String code = purchase(card);
        if (!code.equals(BATCH_CLOSED)) {
            return code;
        }
        batch++;
        return purchase(card);
    }

    private String purchase(int card) throws IOException {
        return socket.ask(till.batch(batch).purchase(TillPopulation.pan(card), 1))
                .code();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
