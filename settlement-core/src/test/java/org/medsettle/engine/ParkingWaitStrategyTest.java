package org.medsettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** No wake-up is lost, a stage that waits for another one sleeps until it is told, and a halted stage leaves both kinds of waiting. */
class ParkingWaitStrategyTest {
    private static final int EVENTS = 200_000;
    private static final int ROUNDS = 100_000;

    private final ParkingWaitStrategy waiting = new ParkingWaitStrategy();
    private final RingBuffer<AtomicLong> ring = RingBuffer.createMultiProducer(AtomicLong::new, 64, waiting);

    @Test
    void shouldLoseNoWakeUpWhenStagesSleepBetweenEvents() {
        AtomicLong firstSum = new AtomicLong();
        AtomicLong secondSum = new AtomicLong();
        var first = stage(ring.newBarrier(), firstSum);
        var second = stage(ring.newBarrier(first.getSequence()), secondSum);
        ring.addGatingSequences(second.getSequence());
        start(first);
        start(second);

        for (long i = 1; i <= EVENTS; i++) {
            long at = ring.next();
            ring.get(at).set(i);
            ring.publish(at);
            if (i % 100 == 0) {
                long sent = at;
                Await.until(
                        "event " + i + " has passed", () -> second.getSequence().get() == sent);
            }
        }

        assertEquals(EVENTS * (EVENTS + 1L) / 2, firstSum.get());
        assertEquals(firstSum.get(), secondSum.get());
        first.halt();
        second.halt();
    }

    /** One event at a time, each sent at another moment of the stages' way to sleep. */
    @Test
    void shouldLoseNoWakeUpWhenAnEventComesAsStagesFallAsleep() {
        var first = stage(ring.newBarrier(), new AtomicLong());
        var second = stage(ring.newBarrier(first.getSequence()), new AtomicLong());
        ring.addGatingSequences(second.getSequence());
        start(first);
        start(second);

        for (int round = 0; round < ROUNDS; round++) {
            long at = ring.next();
            ring.publish(at);
            long deadline = System.nanoTime() + Await.DEADLINE_NS;
            while (second.getSequence().get() < at) {
                assertTrue(System.nanoTime() < deadline, () -> "event " + at + " never passed");
                Thread.onSpinWait();
            }
            for (int pause = round % 251; pause > 0; pause--) {
                Thread.onSpinWait();
            }
        }

        first.halt();
        second.halt();
    }

    @Test
    void shouldSleepWhileAnEarlierStageIsBehind() throws InterruptedException {
        Sequence before = new Sequence(-1);
        Thread waiter = waitFor(ring.newBarrier(before), new AtomicReference<>());
        ring.publish(ring.next());

        Await.until("it sleeps", () -> waiter.getState() == Thread.State.WAITING);

        before.set(0);
        waiting.onPassed();
        waiter.join(Await.DEADLINE_NS / 1_000_000);
        assertFalse(waiter.isAlive());
    }

    @Test
    void shouldStopWaitingWhenHalted() throws InterruptedException {
        SequenceBarrier asleep = ring.newBarrier();
        SequenceBarrier parked = ring.newBarrier(new Sequence(-1));
        AtomicReference<Throwable> firstEnd = new AtomicReference<>();
        AtomicReference<Throwable> secondEnd = new AtomicReference<>();
        Thread first = waitFor(asleep, firstEnd);
        Thread second = waitFor(parked, secondEnd);
        Await.until("both sleep", () -> isAsleep(first) && isAsleep(second));

        asleep.alert();
        parked.alert();

        first.join(Await.DEADLINE_NS / 1_000_000);
        second.join(Await.DEADLINE_NS / 1_000_000);
        assertEquals(AlertException.INSTANCE, firstEnd.get());
        assertEquals(AlertException.INSTANCE, secondEnd.get());
    }

    private BatchEventProcessor<AtomicLong> stage(SequenceBarrier barrier, AtomicLong sum) {
        return new BatchEventProcessorBuilder().build(ring, barrier, new Adder(sum, waiting::onPassed));
    }

    /** A stage as the engine's are: it tells how far it is. */
    private static final class Adder implements EventHandler<AtomicLong> {
        private final AtomicLong sum;
        private final StageProgress progress;

        Adder(AtomicLong sum, Runnable wakeUp) {
            this.sum = sum;
            progress = new StageProgress(wakeUp);
        }

        @Override
        public void setSequenceCallback(Sequence own) {
            progress.attach(own);
        }

        @Override
        public void onEvent(AtomicLong event, long at, boolean endOfBatch) {
            sum.addAndGet(event.get());
            if (endOfBatch) {
                progress.passed(at);
            }
        }
    }

    private static boolean isAsleep(Thread thread) {
        return thread.getState() == Thread.State.WAITING;
    }

    private static Thread waitFor(SequenceBarrier barrier, AtomicReference<Throwable> end) {
        return start(() -> {
            try {
                barrier.waitFor(0);
            } catch (Exception e) {
                end.set(e);
            }
        });
    }

    private static Thread start(Runnable body) {
        Thread thread = new Thread(body, "waiting-stage");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
