package org.medsettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.RingBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.state.StoreMemory;
import org.medsettle.store.heap.HeapStores;

/** What an offer answers when the ring is full, draining, or its publisher fails half way. */
@Timeout(60)
class IngressTest {
    private static final int RING = 64;
    private static final int RESERVED = 8;

    private final HeldCommit force = new HeldCommit();

    @Test
    void shouldAnswerBusyAtOnceAndKeepSlotsForWhatEndsTheOverload() {
        try (TestNode node = new TestNode(TestNode.SMALL, HeapStores.create(), new ScriptedLog(force))) {
            node.populate(1, 1_000_000);
            Await.until("ring empty", () -> node.engine.ringUsed() == 0);
            force.hold();

            int accepted = 0;
            while (node.offer(node.commands.settle(accepted + 1, 0, 100), accepted) == ResultCode.OK) {
                accepted++;
            }
            assertEquals(RING - RESERVED, accepted);
            assertEquals(ResultCode.BUSY, node.offer(node.commands.queryPerson(0), -1));
            for (int i = 0; i < RESERVED; i++) {
                Command ends = i % 2 == 0 ? node.commands.reverse(1_000 + i, 0, 1) : node.commands.outcome(2);
                assertEquals(ResultCode.OK, node.offer(ends, accepted + i));
            }
            assertEquals(ResultCode.BUSY, node.offer(node.commands.reverse(2_000, 0, 1), -1));
            assertEquals(3, node.engine.busyAnswers());
            assertEquals(RING, node.engine.ringUsed());

            force.release();
            for (int i = 0; i < RING; i++) {
                assertEquals(i, node.replies.next().correlation());
            }
            assertEquals(
                    ResultCode.OK, node.ask(node.commands.settle(3_000, 0, 100)).code());
        }
    }

    @Test
    void shouldKeepOnlyThePiecesOfAListBackWhileMemoryIsShort() {
        AtomicBoolean isShort = new AtomicBoolean(true);
        StoreMemory memory = new StoreMemory() {
            @Override
            public void close() {}

            @Override
            public boolean isShort() {
                return isShort.get();
            }
        };
        Set<CommandType> keptBack = EnumSet.noneOf(CommandType.class);
        IngressPublisher ingress = new IngressPublisher(
                RingBuffer.createMultiProducer(Slot.factory(), 128), () -> TestNode.START_MS, RESERVED, memory);

        for (CommandType type : CommandType.values()) {
            if (ingress.offer(new Command().set(type, 0)) == ResultCode.BUSY) {
                keptBack.add(type);
            }
        }
        assertEquals(EnumSet.of(CommandType.FEED_CHUNK), keptBack);
        assertEquals(0, ingress.refused(), "no alarm: its sender comes again");

        isShort.set(false);
        assertEquals(ResultCode.OK, ingress.offer(new Command().set(CommandType.FEED_CHUNK, 0)));
    }

    @Test
    void shouldAnswerEverythingAcceptedAndRefuseTheRestWhenDraining() {
        try (TestNode node = new TestNode(TestNode.SMALL, HeapStores.create(), new ScriptedLog(force))) {
            node.populate(1, 1_000_000);
            Await.until("ring empty", () -> node.engine.ringUsed() == 0);
            force.hold();
            for (int i = 0; i < 10; i++) {
                node.offer(node.commands.settle(i + 1, 0, 100), i);
            }

            assertFalse(node.engine.drain(1_000_000), "drained with a force under way");
            assertEquals(ResultCode.DRAINING, node.offer(node.commands.settle(99, 0, 100), 99));
            CompletableFuture<Boolean> drained =
                    CompletableFuture.supplyAsync(() -> node.engine.drain(Await.DEADLINE_NS));
            force.release();

            assertTrue(drained.join());
            assertEquals(10, node.replies.drain().size());
            assertEquals(ResultCode.DRAINING, node.offer(node.commands.reverse(100, 0, 1), 100));
        }
    }

    @Test
    void shouldAcceptNothingThatADrainDoesNotWaitFor() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            try (TestNode node = new TestNode(TestNode.SMALL, HeapStores.create(), new ScriptedLog())) {
                AtomicInteger accepted = new AtomicInteger();
                List<Thread> producers = new ArrayList<>();
                for (int t = 0; t < 2; t++) {
                    Thread producer = new Thread(() -> offerUntilDraining(node, accepted));
                    producers.add(producer);
                    producer.start();
                }
                Await.until("traffic", () -> node.replies.count() > 5);

                assertTrue(node.engine.drain(Await.DEADLINE_NS));
                for (Thread producer : producers) {
                    producer.join();
                }

                assertEquals(accepted.get(), node.replies.drain().size(), "round " + round);
            }
        }
    }

    private static void offerUntilDraining(TestNode node, AtomicInteger accepted) {
        Command query = new SyntheticCommands(TestNode.START_MS).queryDigest().from(0, 1);
        while (true) {
            ResultCode code = node.engine.offer(query);
            if (code == ResultCode.OK) {
                accepted.incrementAndGet();
            } else if (code == ResultCode.DRAINING) {
                return;
            }
        }
    }

    @Test
    void shouldApplyNothingWhenItsPublisherFailsBehindTheClaim() {
        ScriptedLog log = new ScriptedLog();
        try (TestNode node = new TestNode(TestNode.SMALL, HeapStores.create(), log)) {
            node.populate(1, 1_000_000);
            for (int i = 0; i < RING; i++) {
                node.ask(node.commands.settle(i + 1, 0, 100));
            }
            int journalled = log.entries().size();
            long settlements = node.figure(Figure.SETTLEMENTS);

            node.clockMs.set(-1);
            for (int i = 0; i < RING; i++) {
                Command settle = node.commands.settle(1_000 + i, 0, 100);
                assertThrows(IllegalStateException.class, () -> node.offer(settle, 8));
                Await.until("ring empty", () -> node.engine.ringUsed() == 0);
            }
            node.clockMs.set(TestNode.START_MS);

            Reply next = node.ask(node.commands.settle(5_000, 0, 100));
            assertEquals(ResultCode.OK, next.code());
            assertEquals(settlements + 1, node.figure(Figure.SETTLEMENTS));
            assertEquals(journalled + 1, log.entries().size());
        }
    }
}
