package org.medsettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.medsettle.command.CommandType;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.engine.EngineCounters.Gauge;
import org.medsettle.store.heap.HeapStores;

/** The gate's sentence: no reply leaves before min(applied, durable) has reached its sequence. */
@Timeout(60)
class ReplyGateTest {
    private final HeldCommit force = new HeldCommit();

    @Test
    void shouldHoldTheReplyUntilTheForceReturnsThoughTheRulesHaveDecided() {
        try (TestNode node = new TestNode(TestNode.SMALL, HeapStores.create(), new ScriptedLog(force))) {
            node.populate(1, 10_000);
            long before = node.engine.counters().get(Gauge.APPLIED_SEQUENCE);
            force.hold();

            assertEquals(ResultCode.OK, node.offer(node.commands.settle(1, 0, 100), 7));
            Await.until("applied", () -> node.engine.counters().get(Gauge.APPLIED_SEQUENCE) == before + 1);
            Await.until("the force has begun", force::isReached);
            assertTrue(node.replies.staysEmpty(), "a reply left before its command was durable");
            assertEquals(before, node.engine.log().durableSequence());

            force.release();
            Reply reply = node.replies.next();
            assertEquals(7, reply.correlation());
            assertEquals(before + 1, reply.sequence());
            assertTrue(node.engine.log().durableSequence() >= reply.sequence());
        }
    }

    @Test
    void shouldDecideNothingThatTheJournalHasNotTaken() {
        try (TestNode node = new TestNode(TestNode.SMALL, HeapStores.create(), new ScriptedLog(force))) {
            node.populate(1, 10_000);
            long before = node.engine.counters().get(Gauge.APPLIED_SEQUENCE);
            force.hold();
            node.offer(node.commands.settle(1, 0, 100), 1);
            Await.until("the force has begun", force::isReached);

            node.offer(node.commands.settle(2, 0, 100), 2);
            assertTrue(node.replies.staysEmpty());
            assertEquals(before + 1, node.engine.counters().get(Gauge.APPLIED_SEQUENCE));

            force.release();
            assertEquals(1, node.replies.next().correlation());
            assertEquals(2, node.replies.next().correlation());
        }
    }

    @Test
    void shouldHoldAQueryThatWouldShowWhatMayStillBeLost() {
        try (TestNode node = new TestNode(TestNode.SMALL, HeapStores.create(), new ScriptedLog(force))) {
            node.populate(1, 10_000);
            long before = node.engine.counters().get(Gauge.APPLIED_SEQUENCE);
            force.hold();

            node.offer(node.commands.settle(1, 0, 100), 1);
            Await.until("applied", () -> node.engine.counters().get(Gauge.APPLIED_SEQUENCE) == before + 1);
            Await.until("the force has begun", force::isReached);
            node.offer(node.commands.queryPerson(0), 2);
            assertTrue(node.replies.staysEmpty(), "a query showed a balance that could still be lost");

            force.release();
            assertEquals(CommandType.SETTLE, node.replies.next().commandType());
            assertEquals(CommandType.QUERY_PERSON, node.replies.next().commandType());
        }
    }

    @Test
    void shouldSendNoReplyForACommandThatNobodyWaitsFor() {
        try (TestNode node = new TestNode(TestNode.SMALL, HeapStores.create(), new ScriptedLog())) {
            node.populate(1, 10_000);

            node.engine.offer(node.commands.settle(1, 0, 100).from(Engine.NO_LANE, 5));
            Reply next = node.ask(node.commands.queryPerson(0));

            assertEquals(CommandType.QUERY_PERSON, next.commandType());
        }
    }
}
