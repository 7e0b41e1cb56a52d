package org.medsettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.EpochClock;
import org.medsettle.common.FatalErrorHandler;
import org.medsettle.common.FatalErrorHandler.Reason;
import org.medsettle.domain.account.Account;
import org.medsettle.journal.JournalFailedException;
import org.medsettle.state.LedgerStores;
import org.medsettle.store.heap.HeapStores;

/** A stage that fails ends the node's right to acknowledge anything, at once and for good. */
@Timeout(60)
class FencingTest {
    private static final EpochClock CLOCK = () -> TestNode.START_MS;

    @Test
    void shouldFenceWhenAForceFails() {
        AtomicBoolean failing = new AtomicBoolean();
        ScriptedLog log = new ScriptedLog(() -> {
            if (failing.get()) {
                throw new JournalFailedException("the disk is gone", null);
            }
        });
        try (TestNode node = new TestNode(TestNode.SMALL, HeapStores.create(), log)) {
            node.populate(1, 10_000);
            long durable = log.durableSequence();
            failing.set(true);

            node.offer(node.commands.settle(1, 0, 100), 1);
            Await.until("fenced", () -> !node.fatals().isEmpty());

            assertEquals(ResultCode.FENCED, node.offer(node.commands.settle(2, 0, 100), 2));
            assertEquals(ResultCode.FENCED, node.offer(node.commands.reverse(3, 0, 1), 3));
            failing.set(false);
            assertTrue(node.replies.staysEmpty(), "a reply left after a failed force");
            assertEquals(List.of(Reason.JOURNAL_FAILED), node.fatals());
            assertEquals(durable, log.durableSequence());
        }
    }

    @Test
    void shouldStayFencedWhenItIsDrained() {
        ScriptedLog log = new ScriptedLog(() -> {
            throw new JournalFailedException("the disk is gone", null);
        });
        try (TestNode node = new TestNode(TestNode.SMALL, HeapStores.create(), log)) {
            node.offer(node.commands.institution(), 1);
            Await.until("fenced", () -> !node.fatals().isEmpty());

            boolean drained = node.engine.drain(1_000_000);

            assertEquals(false, drained);
            assertEquals(ResultCode.FENCED, node.offer(node.commands.institution(), 2));
        }
    }

    @Test
    void shouldHaltBeforeTheReplyWhenAnInvariantBreaks() {
        LedgerStores stores = HeapStores.create();
        try (TestNode node = new TestNode(TestNode.SMALL, stores, new ScriptedLog())) {
            node.populate(2, 10_000);
            Account damaged = stores.accounts().at(0);
            damaged.balanceFen(damaged.balanceFen() + 1);

            node.offer(node.commands.settle(1, 0, 100), 1);
            node.offer(node.commands.settle(2, 1, 100), 2);
            Await.until("fenced", () -> !node.fatals().isEmpty());

            assertTrue(node.replies.staysEmpty(), "a reply left after a broken invariant");
            assertEquals(List.of(Reason.INVARIANT_BROKEN), node.fatals());
            assertEquals(ResultCode.FENCED, node.offer(node.commands.queryPerson(1), 3));
        }
    }

    @Test
    void shouldHaltWhenAReplyCannotBeHandedOver() {
        ReplyPort broken = new ReplyPort() {
            @Override
            public void onReply(Reply reply) {
                throw new IllegalStateException("nobody is there");
            }

            @Override
            public void onEndOfBatch() {}
        };
        try (TestNode node = new TestNode(TestNode.SMALL, HeapStores.create(), new ScriptedLog(), broken)) {
            node.offer(node.commands.institution(), 1);

            Await.until("fenced", () -> !node.fatals().isEmpty());
            assertEquals(List.of(Reason.INVARIANT_BROKEN), node.fatals());
        }
    }

    @Test
    void shouldNeverReturnFromTheExceptionHandlerWhateverTheFatalHandlerDoes() {
        FatalErrorHandler returns = (reason, what, cause) -> new TestNode.Halted(what, cause);
        FatalErrorHandler throwsItself = (reason, what, cause) -> {
            throw new IllegalStateException(what, cause);
        };

        for (FatalErrorHandler fatal : List.of(returns, throwsItself)) {
            HaltingExceptionHandler handler = new HaltingExceptionHandler(fatal, ingress());
            Slot slot = Slot.factory().newInstance();
            RuntimeException cause = new IllegalStateException("a bug");
            assertThrows(Throwable.class, () -> handler.handleEventException(cause, 1, slot));
            assertThrows(Throwable.class, () -> handler.handleOnStartException(cause));
            assertThrows(Throwable.class, () -> handler.handleOnShutdownException(cause));
        }
    }

    private static IngressPublisher ingress() {
        return new IngressPublisher(
                com.lmax.disruptor.RingBuffer.createMultiProducer(Slot.factory(), 64), CLOCK, 0, () -> {});
    }
}
