package org.medsettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.DigestMarkBody;
import org.medsettle.command.PersonReply;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.command.SettleBody;
import org.medsettle.domain.person.Person;
import org.medsettle.state.LedgerStores;
import org.medsettle.state.SettlementStateMachine;
import org.medsettle.store.heap.HeapStores;

/** The order of commands, what stands in the log, and which logs a node refuses to start from. */
@Timeout(60)
class RecoveryTest {
    private static final int INTERVAL = SettlementStateMachine.DIGEST_INTERVAL;

    private final ScriptedLog log = new ScriptedLog();

    @Test
    void shouldShowQueriesTheEffectsOfEarlierCommandsOfTheSameProducer() {
        try (TestNode node = new TestNode(TestNode.SMALL, HeapStores.create(), log)) {
            node.populate(1, 1_000_000);
            PersonReply seen = new PersonReply();

            for (int i = 1; i <= 500; i++) {
                offer(node, node.commands.settle(i, 0, 3));
                offer(node, node.commands.queryPerson(0));
                assertEquals(ResultCode.OK, node.replies.next().code());
                seen.wrap(node.replies.next().body(), 0);
                assertEquals(1_000_000 - 3 * i, seen.balanceFen());
            }
        }
    }

    @Test
    void shouldNeverJournalATimeThatGoesBackThoughTheClockDoes() {
        try (TestNode node = new TestNode(TestNode.SMALL, HeapStores.create(), log)) {
            node.populate(1, 1_000_000);
            node.clockMs.addAndGet(5_000);
            node.ask(node.commands.settle(1, 0, 3));
            node.clockMs.addAndGet(-60_000);
            assertEquals(
                    TestNode.START_MS + 5_000,
                    node.ask(node.commands.settle(2, 0, 3)).timeMs());
            assertEquals(
                    TestNode.START_MS + 5_000,
                    node.ask(node.commands.queryPerson(0)).timeMs());
        }
        try (TestNode node = new TestNode(TestNode.SMALL, HeapStores.create(), log)) {
            node.clockMs.addAndGet(-3_600_000);
            assertEquals(
                    TestNode.START_MS + 5_000,
                    node.ask(node.commands.settle(3, 0, 3)).timeMs());
        }
        long last = 0;
        for (ScriptedLog.Entry entry : log.entries()) {
            assertTrue(entry.timeMs() >= last);
            last = entry.timeMs();
        }
    }

    @Test
    void shouldJournalADigestMarkForEveryIntervalThoughTheRingIsFull() {
        run(3 * INTERVAL);

        List<Long> marked = new ArrayList<>();
        DigestMarkBody mark = new DigestMarkBody();
        for (ScriptedLog.Entry entry : log.entries()) {
            if (entry.is(CommandType.DIGEST_MARK)) {
                mark.wrap(entry.body(), 0);
                marked.add(mark.atSequence());
                assertTrue(entry.sequence() <= mark.atSequence() + 2L * TestNode.SMALL.ringSlots());
            }
        }
        assertEquals(List.of((long) INTERVAL, 2L * INTERVAL, 3L * INTERVAL), marked);
        new TestNode(TestNode.SMALL, HeapStores.create(), log).close();
    }

    @Test
    void shouldRefuseALogThatLeadsToAnotherStateNamingTheSequence() {
        run(INTERVAL);
        for (ScriptedLog.Entry entry : log.entries()) {
            if (entry.is(CommandType.SETTLE) && entry.sequence() > 100) {
                SettleBody bill = new SettleBody();
                bill.wrap(entry.body(), 0);
                bill.amounts(bill.medfeeFen() + 1, bill.medfeeFen() + 1);
                break;
            }
        }

        assertRefused(HeapStores.create(), "at sequence " + INTERVAL);
    }

    @Test
    void shouldRefuseToReplayOntoStoresThatAreNotEmpty() {
        run(INTERVAL);
        LedgerStores stores = HeapStores.create();
        Person stranger = new Person();
        stranger.wrap(ByteBuffer.allocate(Person.MAX_BYTES).order(ByteOrder.LITTLE_ENDIAN), 0);
        stores.persons().add(stranger.ordinal(1).number("1").accountHandle(-1).name("旧人"));

        assertRefused(stores, "at sequence " + INTERVAL);
    }

    @Test
    void shouldRefuseACommandOfAnUnknownType() {
        log.with(TestNode.START_MS, 99, JournalHandler.BODY_VERSION, new byte[8]);

        assertRefused(HeapStores.create(), "sequence 1 has type 99");
    }

    @Test
    void shouldRefuseABodyOfANewerVersion() {
        run(1);
        log.with(TestNode.START_MS, CommandType.SETTLE.code(), JournalHandler.BODY_VERSION + 1, new byte[512]);

        assertRefused(HeapStores.create(), "sequence " + log.appendedSequence() + " has type 1 and version 2");
    }

    @Test
    void shouldRefuseAQueryInTheLog() {
        log.with(TestNode.START_MS, CommandType.QUERY_DIGEST.code(), JournalHandler.BODY_VERSION, new byte[0]);

        assertRefused(HeapStores.create(), "sequence 1 has type 65");
    }

    /** Brings the log to at least {@code commands} sequences, publishing as fast as the ring takes them. */
    private void run(int commands) {
        try (TestNode node = new TestNode(TestNode.SMALL, HeapStores.create(), log)) {
            node.populate(2, 1_000_000);
            for (int i = 1; i <= commands; i++) {
                offer(node, node.commands.settle(i, i % 2, 7).from(Engine.NO_LANE, 0));
            }
            Await.until("room for the question", () -> node.engine.ringUsed() == 0);
            Reply last = node.ask(node.commands.queryDigest());
            assertTrue(last.sequence() >= commands);
            Await.until("ring empty", () -> node.engine.ringUsed() == 0);
        }
    }

    private static void offer(TestNode node, Command command) {
        Await.until("a free slot", () -> node.engine.offer(command) != ResultCode.BUSY);
    }

    private void assertRefused(LedgerStores stores, String words) {
        RecoveryRefusedException refused =
                assertThrows(RecoveryRefusedException.class, () -> new TestNode(TestNode.SMALL, stores, log));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
    }
}
