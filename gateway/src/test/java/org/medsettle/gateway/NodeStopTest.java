package org.medsettle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.medsettle.journal.JournalFailedException;

/** Goal: a stop drains, but neither a second signal nor the bound wait for a drain that hangs. */
@Timeout(30)
class NodeStopTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final BlockingQueue<Integer> exits = new LinkedBlockingQueue<>();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void shouldLeaveWithCodeZeroWhenDrained() throws Exception {
        new NodeStop(() -> {}, 60_000, out, exits::add).drain();

        assertEquals(0, exits.poll(10, TimeUnit.SECONDS));
        assertEquals("stopped\n", text());
    }

    @Test
    void shouldNotCallItACleanStopWhenTheLastForceFails() throws Exception {
        Runnable close = () -> {
            throw new JournalFailedException("segment 7.mj", new IOException("Input/output error"));
        };
        new NodeStop(close, 60_000, out, exits::add).drain();

        assertEquals(70, exits.poll(10, TimeUnit.SECONDS));
        assertEquals(
                "medsettle: JOURNAL_FAILED while stopping: segment 7.mj: Input/output error; exit code 70\n", text());
    }

    @Test
    void shouldNotCallItACleanStopWhenClosingBreaks() throws Exception {
        Runnable close = () -> {
            throw new IllegalStateException("a bug");
        };
        new NodeStop(close, 60_000, out, exits::add).drain();

        assertEquals(72, exits.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void shouldLeaveAtOnceWhenToldAgainWhileDraining() throws Exception {
        NodeStop stop = new NodeStop(this::hang, 60_000, out, exits::add);
        Thread draining = new Thread(stop::drain);
        draining.start();
        hanging.await();

        stop.onSignal();

        assertEquals(NodeStop.AT_ONCE, exits.poll(10, TimeUnit.SECONDS));
        assertTrue(text().startsWith("told again"), text());
        release.countDown();
        draining.join();
    }

    @Test
    void shouldWaitWithTheFirstSignalThatComesBehindAnOperatorsDrain() throws Exception {
        AtomicInteger left = new AtomicInteger();
        CountDownLatch begun = new CountDownLatch(1);
        NodeStop stop = new NodeStop(this::hang, 60_000, out, exits::add, () -> {
            left.incrementAndGet();
            begun.countDown();
        });
        stop.begin();
        stop.begin();
        begun.await();
        Thread draining = new Thread(stop::drain);
        draining.start();
        hanging.await();

        stop.onSignal();
        assertEquals(2, left.get(), "once for both calls, once for the signal");
        assertTrue(exits.isEmpty(), "the drain goes on");
        stop.onSignal();

        assertEquals(NodeStop.AT_ONCE, exits.poll(10, TimeUnit.SECONDS));
        release.countDown();
        draining.join();
    }

    @Test
    void shouldLeaveWhenTheDrainTakesLongerThanItsBound() throws Exception {
        Thread draining = new Thread(new NodeStop(this::hang, 20, out, exits::add)::drain);
        draining.start();

        assertEquals(NodeStop.AT_ONCE, exits.poll(10, TimeUnit.SECONDS));
        assertTrue(text().startsWith("not drained within 20 ms"), text());
        release.countDown();
        draining.join();
    }

    private void hang() {
        hanging.countDown();
        try {
            release.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
