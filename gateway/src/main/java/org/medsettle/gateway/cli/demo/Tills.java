package org.medsettle.gateway.cli.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadSafe;

/**
 * All tills of a run, each a thread with one message under way. When the node is gone they wait until they are told where
 * it is again.
 *
 * <p>Threads: {@link #open}, {@link #lose} and {@link #finish} belong to the caller. Failure: whatever a till could not
 * mend is a violation of the scene.
 */
@ThreadSafe
final class Tills {
    private static final long RETRY_NS = 20_000_000;

    private final Scene scene;
    private final HisClient client;
    private final TillFigures figures = new TillFigures();
    private final List<Till> tills = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Duration limit;
    private @Nullable InetSocketAddress door;
    private boolean isClosing;

    /** As many tills as there are shards behind the windows', at pharmacies. */
    Tills(Scene scene, HisClient client, int count, int shards, long seed, Duration limit) {
        this.scene = scene;
        this.client = client;
        this.limit = limit;
        List<Venue> venues = scene.population().venues().stream()
                .filter(venue -> !venue.terminals().isEmpty() && venue.allows(Venue.PHARMACY))
                .toList();
        for (int i = 0; i < count; i++) {
            Venue venue = venues.get(i % venues.size());
            String terminal =
                    venue.terminals().get(i / venues.size() % venue.terminals().size());
            tills.add(new Till(scene, this, venue, terminal, shards - count + i, shards, seed));
        }
    }

    TillFigures figures() {
        return figures;
    }

    /** The door is here (again): all tills go to work. */
    synchronized void open(InetSocketAddress at) {
        door = at;
        if (threads.isEmpty()) {
            for (Till till : tills) {
                Thread thread = new Thread(() -> run(till), "till");
                thread.setDaemon(true);
                threads.add(thread);
                thread.start();
            }
        }
        notifyAll();
    }

    /** The door is gone until {@link #open}. */
    synchronized void lose() {
        door = null;
    }

    /** Lets every till serve its last customer and settle its batch. */
    void finish() {
        synchronized (this) {
            isClosing = true;
            notifyAll();
        }
        try {
            for (Thread thread : threads) {
                thread.join(limit.toMillis());
                if (thread.isAlive()) {
                    throw new DemoException("a till did not come to an end in " + limit.toSeconds() + " s");
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted while the tills were settling", stopped);
        }
        Traffic.await(CompletableFuture.runAsync(() -> {}, client.loop()), limit, "the client's own loop");
    }

    private void run(Till till) {
        boolean isDone = false;
        while (!isDone) {
            try (TillLine line = reconnect()) {
                till.connect(line);
                while (!isClosing()) {
                    till.serve();
                }
                till.settleBatch();
                isDone = true;
            } catch (IOException gone) {
                // The node went away; the next line begins with what is open.
                isDone = isClosing() && !isOpen();
            } catch (RuntimeException broken) {
                scene.violations().add("a till broke: " + broken);
                isDone = true;
            }
        }
    }

    private synchronized boolean isClosing() {
        return isClosing;
    }

    private synchronized boolean isOpen() {
        return door != null;
    }

    /** A new line to the door, as soon as there is one. */
    TillLine reconnect() throws IOException {
        long deadlineNs = System.nanoTime() + limit.toNanos();
        while (true) {
            InetSocketAddress at = awaitDoor(deadlineNs);
            try {
                return new TillLine(at);
            } catch (IOException notYet) {
                if (System.nanoTime() > deadlineNs) {
                    throw notYet;
                }
                LockSupport.parkNanos(RETRY_NS);
            }
        }
    }

    private synchronized InetSocketAddress awaitDoor(long deadlineNs) throws IOException {
        InetSocketAddress at = door;
        while (at == null) {
            long leftMs = TimeUnit.NANOSECONDS.toMillis(deadlineNs - System.nanoTime());
            if (leftMs <= 0) {
                throw new IOException("no door for " + limit.toSeconds() + " s");
            }
            try {
                wait(leftMs);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", stopped);
            }
            at = door;
        }
        return at;
    }

    /** Writes something into the client's books, on the loop that owns them. */
    void onBooks(Consumer<ModelBooks> entry) {
        client.loop().execute(() -> entry.accept(scene.books()));
    }
}
