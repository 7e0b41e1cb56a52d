package org.medsettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.Threads;
import org.medsettle.store.RealStores;
import org.medsettle.store.StoreConfig;

/** A settlement through the whole engine, real stores and a journal on disk, leaves nothing for the collector. */
@Timeout(180)
class EngineAllocationTest {
    private static final int SETTLEMENTS = 100_000;
    private static final int PERSONS = 1_000;
    private static final int ROUNDS = 4;
    /** New store chunks and segments, and what the JDK's file channel allocates for a force: per batch, not per command. */
    private static final long ALLOWED_BYTES_PER_COMMAND = 2;

    private static final Set<String> STAGES = Set.of(Threads.JOURNAL, Threads.STATE_MACHINE, Threads.REPLY_GATE);

    @TempDir
    Path directory;

    @Test
    void shouldAllocateNothingPerSettlement() {
        CountedReplies replies = new CountedReplies();
        StoreConfig stores = new StoreConfig(PERSONS, false, 4 << 20, 1 << 30, 4, 1);
        try (TestNode node =
                new TestNode(EngineConfig.DEFAULT, RealStores.create(stores), TestNode.journal(directory), replies)) {
            node.engine.offer(node.commands.institution());
            for (int i = 0; i < PERSONS; i++) {
                offer(node, i, true);
            }
            long key = 0;
            long least = Long.MAX_VALUE;
            for (int round = 0; round < ROUNDS; round++) {
                long before = stageBytes();
                for (int i = 0; i < SETTLEMENTS; i++) {
                    settle(node, ++key);
                }
                Await.until("every reply", () -> node.engine.ringUsed() == 0);
                least = Math.min(least, stageBytes() - before);
            }

            assertEquals(key, replies.settled.get());
            assertTrue(
                    least <= ALLOWED_BYTES_PER_COMMAND * SETTLEMENTS,
                    least + " bytes for " + SETTLEMENTS + " settlements");
        }
    }

    private static void offer(TestNode node, int person, boolean withCard) {
        Await.until("a slot", () -> node.engine.offer(node.commands.person(person, 9_999_999)) == ResultCode.OK);
        if (withCard) {
            Await.until("a slot", () -> node.engine.offer(node.commands.card(person)) == ResultCode.OK);
        }
    }

    private static void settle(TestNode node, long key) {
        Await.until(
                "a slot", () -> node.offer(node.commands.settle(key, (int) (key % PERSONS), 5), key) == ResultCode.OK);
    }

    /** Bytes the three stages have allocated since they started. */
    private static long stageBytes() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Map<String, Long> bytes = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> STAGES.contains(thread.getName()))
                .collect(Collectors.toMap(Thread::getName, thread -> threads.getThreadAllocatedBytes(thread.getId())));
        assertEquals(STAGES, bytes.keySet());
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Counts settlements that succeeded. */
    private static final class CountedReplies implements ReplyPort {
        private final AtomicLong settled = new AtomicLong();

        @Override
        public void onReply(Reply reply) {
            if (reply.correlation() > 0 && reply.code() == ResultCode.OK) {
                settled.incrementAndGet();
            }
        }

        @Override
        public void onEndOfBatch() {}
    }
}
