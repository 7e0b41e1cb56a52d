package org.medsettle.gateway.lists;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.medsettle.gateway.posclient.TillPopulation;

/**
 * Connections to both doors that all try the same card and note when each try began and ended: once each when they are
 * asked to, or one try after the other.
 *
 * <p>Threads: one a connection, and the test's. Failure: the first error of a connection fails the test.
 */
final class CardTraffic implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final List<Connection> connections = new ArrayList<>();
    private final ConcurrentLinkedQueue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Semaphore done = new Semaphore(0);
    private volatile int card = 1;
    private volatile boolean flowing;
    private volatile boolean ended;

    /** Three windows and three tills. */
    CardTraffic(ListNode node) throws IOException {
        for (int i = 1; i <= 3; i++) {
            connections.add(new Connection("window " + i, new HisWindow(node)));
        }
        open("till 1", node, TillPopulation.MERCHANT, TillPopulation.TERMINAL);
        open("till 2", node, TillPopulation.MERCHANT, TillPopulation.SECOND_TERMINAL);
        open("till 3", node, TillPopulation.OTHER_MERCHANT, "20000001");
    }

    private void open(String name, ListNode node, String merchant, String terminal) throws IOException {
        connections.add(new Connection(name, new TillWindow(node, merchant, terminal)));
    }

    /** One connection with its thread, which waits for its turn. */
    private final class Connection extends Thread {
        private final SettlingConnection door;
        private final Semaphore turn = new Semaphore(0);

        Connection(String name, SettlingConnection door) {
            super(name);
            this.door = door;
        }

        @Override
        public void run() {
            try {
                turn.acquireUninterruptibly();
                while (!ended) {
                    do {
                        settle();
                    } while (flowing);
                    done.release();
                    turn.acquireUninterruptibly();
                }
            } catch (IOException | RuntimeException failed) {
                failure.compareAndSet(null, failed);
                done.release();
            }
        }

        private void settle() throws IOException {
            int shown = card;
            long beganNs = System.nanoTime();
            String code = door.settle(shown);
            attempts.add(new Attempt(getName(), shown, beganNs, System.nanoTime(), code));
        }
    }

    CardTraffic begin() {
        connections.forEach(Thread::start);
        return this;
    }

    /** Shows another card from now on and forgets what was tried before; between {@link #ask}s and flows only. */
    void show(int other) {
        attempts.clear();
        card = other;
    }

    /** Every connection tries the card once, at once; returns when each has its answer. */
    void ask() throws InterruptedException {
        connections.forEach(connection -> connection.turn.release());
        awaitDone();
    }

    /** Every connection tries the card again and again until {@link #endFlow}. */
    void beginFlow() {
        flowing = true;
        connections.forEach(connection -> connection.turn.release());
    }

    void endFlow() throws InterruptedException {
        flowing = false;
        awaitDone();
    }

    private void awaitDone() throws InterruptedException {
        boolean all = done.tryAcquire(connections.size(), PATIENCE_SECONDS, TimeUnit.SECONDS);
        failOnError();
        if (!all) {
            throw new AssertionError("a connection got no answer");
        }
    }

    private void failOnError() {
        if (failure.get() != null) {
            throw new AssertionError("a connection failed", failure.get());
        }
    }

    /** Waits until every connection of a flow has done two whole tries with the card that began after {@code ns}. */
    void awaitTriesAfter(long ns) {
        ListNode.await("every connection has tried card " + card + " twice", () -> {
            failOnError();
            return connections.stream().allMatch(connection -> tries(connection.getName(), ns) >= 2);
        });
    }

    private long tries(String connection, long ns) {
        return attempts.stream()
                .filter(one -> one.connection().equals(connection) && one.beganNs() > ns)
                .count();
    }

    /** Tries with the card that is shown. */
    List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        ended = true;
        flowing = false;
        for (Connection connection : connections) {
            connection.turn.release();
            connection.join(30_000);
            connection.door.close();
        }
    }
}
