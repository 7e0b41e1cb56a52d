package org.medsettle.bench.his;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.medsettle.bench.load.ClientLoop;

/**
 * The client of the HIS door.
 *
 * <p>Threads: one caller at a time. Failure: {@link ExecutionException} when the door cannot be reached.
 */
public final class HisLoad implements AutoCloseable {
    private final ClientLoop client = new ClientLoop();

    /** Runs once and answers what was measured. */
    public HisResult run(HisConfig config, CardHolders holders) throws ExecutionException, InterruptedException {
        CompletableFuture<HisResult> done = new CompletableFuture<>();
        EventLoop loop = client.loop();
        loop.execute(
                () -> new HisSession(config, holders, client.to(config.host(), config.port()), loop, done).start());
        return done.get();
    }

    @Override
    public void close() {
        client.close();
    }
}
