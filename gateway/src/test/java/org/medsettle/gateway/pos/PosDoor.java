package org.medsettle.gateway.pos;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import org.medsettle.gateway.admission.Admission;
import org.medsettle.gateway.config.PosDoorConfig;
import org.medsettle.gateway.config.PosFilesConfig;
import org.medsettle.gateway.config.PosListenerConfig;
import org.medsettle.gateway.posclient.TillFormat;
import org.medsettle.gateway.posclient.TillSocket;

/** A door in front of a held link, with deadlines that a test can wait for where it says so. */
final class PosDoor implements AutoCloseable {
    static final long LONG_MS = 60_000;

    final HeldLink link = new HeldLink();
    private final PosServer server;
    private final List<InetSocketAddress> addresses;

    PosDoor(int inFlightMax, long frameMs, long firstFrameMs, long idleMs, long slowReaderMs) throws IOException {
        PosListenerConfig stock = new PosListenerConfig(0, "none", "iso87b", Set.of());
        PosListenerConfig cup = new PosListenerConfig(
                0, PosListenerConfig.TPDU_AND_CUP, PosListenerConfig.CUP, Set.of(PosListenerConfig.PARTIAL));
        server = new PosServer(
                new PosDoorConfig(
                        "127.0.0.1",
                        List.of(stock, cup),
                        1,
                        64,
                        inFlightMax,
                        inFlightMax,
                        frameMs,
                        firstFrameMs,
                        idleMs,
                        slowReaderMs,
                        41,
                        "1",
                        new PosFilesConfig("", "", "", "", "", "", "", "")),
                5_000,
                link,
                new Admission(),
                () -> 1_700_000_000_000L,
                PosMetrics.NONE,
                PosSecurity.NONE);
        server.bind();
        addresses = server.localAddresses();
    }

    /** A raw connection to the listener with header and table of UnionPay-style terminals, or to the stock one. */
    Socket raw(boolean cup) throws IOException {
        return new Socket("127.0.0.1", addresses.get(cup ? 1 : 0).getPort());
    }

    TillSocket connect() throws IOException {
        return new TillSocket(addresses.get(0), TillFormat.ISO87B, new byte[0]);
    }

    void giveNotice() {
        server.giveNotice();
    }

    @Override
    public void close() {
        server.close();
    }
}
