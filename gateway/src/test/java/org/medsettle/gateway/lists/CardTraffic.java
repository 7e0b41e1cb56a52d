package org.medsettle.gateway.lists;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.medsettle.gateway.posclient.TillPopulation;

/**
 * Connections to both doors that all try the same card, one try after the other, and note when each began and ended.
 *
 * <p>Threads: one a connection, and the test's. Failure: the first error of a connection fails the test.
 */
final class CardTraffic implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private final List<SettlingConnection> connections = new ArrayList<>();
    private final ConcurrentLinkedQueue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile int card = 1;
    private volatile boolean ended;

    /** Three windows and three tills. */
    CardTraffic(ListNode node) throws IOException {
        for (int i = 1; i <= 3; i++) {
            open("window " + i, new HisWindow(node));
        }
        open("till 1", new TillWindow(node, TillPopulation.MERCHANT, TillPopulation.TERMINAL));
        open("till 2", new TillWindow(node, TillPopulation.MERCHANT, TillPopulation.SECOND_TERMINAL));
        open("till 3", new TillWindow(node, TillPopulation.OTHER_MERCHANT, "20000001"));
    }

    private void open(String name, SettlingConnection connection) {
        connections.add(connection);
        Thread thread = new Thread(() -> run(name, connection), name);
        threads.add(thread);
    }

    CardTraffic begin() {
        threads.forEach(Thread::start);
        return this;
    }

    private void run(String name, SettlingConnection connection) {
        try {
            while (!ended) {
                int shown = card;
                long beganNs = System.nanoTime();
                String code = connection.settle(shown);
                attempts.add(new Attempt(name, shown, beganNs, System.nanoTime(), code));
            }
        } catch (IOException | RuntimeException failed) {
            if (!ended) {
                failure.compareAndSet(null, failed);
            }
        }
    }

    /** Shows another card from now on and forgets what was tried before. */
    void show(int other) {
        attempts.clear();
        card = other;
    }

    /** Waits until every connection has done two whole tries with the card that began after {@code ns}. */
    void awaitTriesAfter(long ns) {
        int shown = card;
        ListNode.await("every connection has tried card " + shown + " twice", () -> {
            if (failure.get() != null) {
                throw new AssertionError("a connection failed", failure.get());
            }
            return threads.stream().allMatch(thread -> tries(thread.getName(), shown, ns) >= 2);
        });
    }

    private long tries(String connection, int shown, long ns) {
        return attempts.stream()
                .filter(one -> one.card() == shown && one.connection().equals(connection) && one.beganNs() > ns)
                .count();
    }

    /** Tries with the card that is shown. */
    List<Attempt> attempts() {
        int shown = card;
        return attempts.stream().filter(one -> one.card() == shown).toList();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        ended = true;
        for (Thread thread : threads) {
            thread.join(30_000);
        }
        for (SettlingConnection connection : connections) {
            connection.close();
        }
    }
}
