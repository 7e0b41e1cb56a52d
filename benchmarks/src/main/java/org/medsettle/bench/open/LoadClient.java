package org.medsettle.bench.open;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The client of a door, one event loop.
 *
 * <p>Threads: one caller at a time. Failure: {@link ExecutionException} when the door cannot be reached, or does not speak
 * as expected.
 */
public final class LoadClient implements AutoCloseable {
    private final ClientLoop client = new ClientLoop();

    /** Carries the plan out and answers what was measured. */
    public LoadResult run(LoadPlan plan, LoadDoor door) throws ExecutionException, InterruptedException {
        CompletableFuture<LoadResult> done = new CompletableFuture<>();
        EventLoop loop = client.loop();
        loop.execute(() -> new LoadSession(plan, door, client.to(plan.host(), plan.port()), loop, done).start());
        return done.get();
    }

    @Override
    public void close() {
        client.close();
    }
}
