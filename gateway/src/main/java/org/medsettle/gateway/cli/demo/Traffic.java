package org.medsettle.gateway.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadSafe;
import org.medsettle.gateway.cli.demo.Recovery.Remedy;

/**
 * All windows of a run: opens them, lets them work up to a count of settlements, closes them.
 *
 * <p>Threads: {@link #connect}, {@link #runUntil} and the awaits belong to the caller; everything else runs on the
 * client's event loop, which owns all fields. Failure: an await that passes its limit throws {@link DemoException}.
 */
@ThreadSafe
final class Traffic {
    private final HisClient client;
    private final List<Window> windows = new ArrayList<>();
    private final Remedies remedies;
    private @Nullable AdminClient admin;
    private boolean isClosing = true;
    private int idle;
    private int lost;
    private long target = Long.MAX_VALUE;
    private CompletableFuture<Void> reached = new CompletableFuture<>();
    private CompletableFuture<Void> allIdle = new CompletableFuture<>();
    private CompletableFuture<Void> allLost = new CompletableFuture<>();

    /** Which way out a window takes when it has lost an answer. */
    @FunctionalInterface
    interface Remedies {
        Remedy of(Step step, Workload workload);
    }

    Traffic(HisClient client, Scene scene, int windowCount, int shards, long seed, Remedies remedies) {
        this.client = client;
        this.remedies = remedies;
        for (int i = 0; i < windowCount; i++) {
            Workload workload = new Workload(scene.population(), seed, i, shards);
            windows.add(new Window(scene, this, client.loop(), workload));
        }
    }

    /** Each way as often as the others, where the step allows it. */
    static Remedy anyRemedy(Step step, Workload workload) {
        return switch (workload.choose(Recovery.canReverse(step) ? 3 : 2)) {
            case 0 -> Remedy.REPEAT;
            case 1 -> Remedy.ASK;
            default -> Remedy.REVERSE;
        };
    }

    /** Gives every window a connection to the node; what was open when the last one was lost is settled first. */
    void connect(NodePorts ports, AdminClient adminClient, Duration limit) {
        await(
                onLoop(() -> {
                    admin = adminClient;
                    lost = 0;
                    idle = 0;
                    allLost = new CompletableFuture<>();
                    allIdle = new CompletableFuture<>();
                }),
                limit,
                "the client's own loop");
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (Window window : windows) {
            all.add(client.connect(ports.his(), window).thenAccept(window::connected));
        }
        await(CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])), limit, "connections to the HIS door");
    }

    /** Lets all windows work; the future completes when so many settlements have been acknowledged since the start. */
    CompletableFuture<Void> runUntil(long settledTotal) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        client.loop().execute(() -> {
            target = settledTotal;
            reached = done;
            if (isClosing) {
                isClosing = false;
                idle = 0;
                allIdle = new CompletableFuture<>();
                windows.forEach(Window::begin);
            }
        });
        return done;
    }

    /** Lets every window finish its visit; returns when all are idle. */
    void finish(Duration limit) {
        CompletableFuture<Void> finished = CompletableFuture.runAsync(() -> isClosing = true, client.loop())
                .thenCompose(closing -> allIdle);
        awaitWindows(finished, limit, "the windows to finish");
    }

    /** Returns when every window has noticed that its connection is gone. */
    void awaitAllLost(Duration limit) {
        CompletableFuture<Void> gone =
                CompletableFuture.runAsync(() -> {}, client.loop()).thenCompose(now -> allLost);
        awaitWindows(gone, limit, "the windows to notice that the node is gone");
    }

    /** Runs a task on the loop that owns the scene. */
    CompletableFuture<Void> onLoop(Runnable task) {
        return CompletableFuture.runAsync(task, client.loop());
    }

    /** As {@link #await}, for what the windows are to reach; says where they stand when they do not. */
    void awaitWindows(CompletableFuture<?> future, Duration limit, String what) {
        try {
            await(future, limit, what);
        } catch (DemoException failed) {
            throw new DemoException(failed.getMessage() + "; windows: " + describe(), failed);
        }
    }

    /** What the windows are waiting for, counted. */
    private Map<String, Integer> describe() {
        return CompletableFuture.supplyAsync(
                        () -> {
                            Map<String, Integer> states = new TreeMap<>();
                            windows.forEach(window -> states.merge(window.describe(), 1, Integer::sum));
                            return states;
                        },
                        client.loop())
                .join();
    }

    static void await(CompletableFuture<?> future, Duration limit, String what) {
        try {
            future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLate) {
            throw new DemoException("waited " + limit.toSeconds() + " s for " + what, tooLate);
        } catch (ExecutionException failed) {
            throw new DemoException(what + ": " + failed.getCause(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted while waiting for " + what, stopped);
        }
    }

    boolean isClosing() {
        return isClosing;
    }

    void settled(long total) {
        if (total >= target) {
            target = Long.MAX_VALUE;
            reached.complete(null);
        }
    }

    void windowIdle() {
        if (++idle == windows.size()) {
            allIdle.complete(null);
        }
    }

    void windowLost() {
        if (++lost == windows.size()) {
            allLost.complete(null);
        }
    }

    Remedy remedy(Step step, Workload workload) {
        return remedies.of(step, workload);
    }

    CompletableFuture<Boolean> reportLoss(SocialCard card, String key) {
        AdminClient to = admin;
        return to == null
                ? CompletableFuture.failedFuture(new IllegalStateException("not connected"))
                : to.reportLoss(card, key);
    }
}
