package org.medsettle.bench.pos;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.medsettle.bench.load.ClientLoop;

/**
 * The client of the POS door.
 *
 * <p>Threads: one caller at a time. Failure: {@link ExecutionException} when the door cannot be reached or does not speak
 * as expected.
 */
public final class PosLoad implements AutoCloseable {
    private final ClientLoop client = new ClientLoop();

    /** Runs once and answers what was measured. */
    public PosResult run(PosConfig config, Tills tills) throws ExecutionException, InterruptedException {
        CompletableFuture<PosResult> done = new CompletableFuture<>();
        EventLoop loop = client.loop();
        loop.execute(() -> new PosSession(config, tills, client.to(config.host(), config.port()), loop, done).start());
        return done.get();
    }

    @Override
    public void close() {
        client.close();
    }
}
