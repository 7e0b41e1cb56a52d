package org.medsettle.gateway.posclient;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.medsettle.common.EpochClock;
import org.medsettle.gateway.ServerMain;
import org.medsettle.gateway.config.ConfigLoader;
import org.medsettle.gateway.config.ConfigOutcome;

/** A whole node of this process with its journal on disk. */
public final class PosNode implements AutoCloseable {
    private final ServerMain node;

    private PosNode(ServerMain node) {
        this.node = node;
    }

    /** Starts a node; the listeners as in {@code pos.listeners}, further settings as {@code key=value}. */
    public static PosNode start(Path data, String listeners, String... settings) throws IOException {
        return start(data, System::currentTimeMillis, listeners, settings);
    }

    /** The same on another clock. */
    public static PosNode start(Path data, EpochClock clock, String listeners, String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "data.dir=" + data,
                "data.segment_bytes=16777216",
                "engine.ring_size=1024",
                "engine.warm_up_ms=0",
                "store.max_accounts=10000",
                "store.max_off_heap_bytes=268435456",
                "rules.sign_on_required=false",
                "his.port=0",
                "admin.port=0",
                "pos.listeners=" + listeners));
        all.addAll(List.of(settings));
        ConfigOutcome outcome = new ConfigLoader(Map.of()).load(null, all);
        if (!(outcome instanceof ConfigOutcome.Loaded loaded)) {
            throw new IOException(outcome.toString());
        }
        return new PosNode(ServerMain.start(loaded.config(), clock, (reason, message, cause) -> {
            throw new AssertionError(reason + " " + message, cause);
        }));
    }

    public PosNode populate(int persons) throws IOException, InterruptedException {
        TillPopulation.importAll(adminPort(), persons);
        return this;
    }

    public InetSocketAddress door(int listener) {
        return node.posAddresses().get(listener);
    }

    public InetSocketAddress his() {
        return node.hisAddress();
    }

    public int adminPort() {
        return node.adminPort();
    }

    /** A connection of a stock client to the first listener. */
    public TillSocket connect() throws IOException {
        return new TillSocket(door(0), TillFormat.ISO87B, new byte[0]);
    }

    public String metrics() throws IOException, InterruptedException {
        return TillPopulation.get(adminPort(), "/metrics");
    }

    @Override
    public void close() {
        node.close();
    }
}
