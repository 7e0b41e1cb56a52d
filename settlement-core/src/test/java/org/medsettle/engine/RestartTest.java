package org.medsettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.medsettle.command.Command;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.files.PathFiles;
import org.medsettle.journal.JournalReader;
import org.medsettle.journal.RecoveryOutcome;

/**
 * Four publishers against a journal on disk, then a restart: every accepted command is answered once, the journal is
 * dense, and the ledger that comes back is the one that went.
 */
@Timeout(120)
class RestartTest {
    private static final int PRODUCERS = 4;
    private static final int COMMANDS = 1_500;
    private static final int PERSONS = 20;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(StoreKind.class)
    void shouldAnswerOnceJournalDenselyAndComeBackTheSame(StoreKind kind) throws Exception {
        Map<Figure, Long> before;
        long durable;
        try (TestNode node = new TestNode(EngineConfig.DEFAULT, kind.create(), TestNode.journal(directory))) {
            node.populate(PERSONS, 100_000);
            Map<Long, Command> accepted = produce(node);
            assertTrue(awaitReplies(node, accepted.size()).equals(accepted.keySet()));
            before = figures(node);
            assertTrue(node.engine.drain(Await.DEADLINE_NS));
            durable = node.engine.log().durableSequence();
            assertEquals(durable, node.engine.log().appendedSequence());
        }
        assertEquals(durable, denseRecords());

        try (TestNode node = new TestNode(EngineConfig.DEFAULT, kind.create(), TestNode.journal(directory))) {
            assertEquals(before, figures(node));
            assertEquals(
                    before.get(Figure.SEQUENCE) + 1,
                    node.ask(node.commands.settle(999_999_999, 0, 1)).sequence());
        }
    }

    private static Map<Long, Command> produce(TestNode node) throws InterruptedException {
        Map<Long, Command> accepted = new ConcurrentHashMap<>();
        List<Thread> producers = new ArrayList<>();
        for (int p = 0; p < PRODUCERS; p++) {
            int number = p;
            Thread producer = new Thread(() -> produce(node, number, accepted));
            producers.add(producer);
            producer.start();
        }
        for (Thread producer : producers) {
            producer.join();
        }
        return accepted;
    }

    private static void produce(TestNode node, int producer, Map<Long, Command> accepted) {
        SyntheticCommands commands = new SyntheticCommands(TestNode.START_MS);
        for (int i = 0; i < COMMANDS; i++) {
            long key = producer * 1_000_000L + i;
            int person = i % PERSONS;
            Command command =
                    switch (i % 5) {
                        case 3 -> commands.reverse(key + 500_000, person, key - 3);
                        case 4 -> commands.queryPerson(person);
                        default -> commands.settle(key, person, 1 + i % 300);
                    };
            Await.until("a free slot", () -> node.offer(command, key) == ResultCode.OK);
            accepted.put(key, command);
        }
    }

    private static Set<Long> awaitReplies(TestNode node, int count) {
        Set<Long> answered = new HashSet<>();
        for (int i = 0; i < count; i++) {
            Reply reply = node.replies.next();
            assertTrue(answered.add(reply.correlation()), "answered twice: " + reply.correlation());
        }
        return answered;
    }

    private static Map<Figure, Long> figures(TestNode node) {
        Map<Figure, Long> figures = new HashMap<>();
        for (Figure figure : Figure.values()) {
            figures.put(figure, node.figure(figure));
        }
        assertEquals(0, node.replies.count());
        return figures;
    }

    private long denseRecords() throws IOException {
        AtomicLong last = new AtomicLong();
        RecoveryOutcome outcome = new JournalReader(new PathFiles(directory))
                .read(1, record -> assertEquals(last.incrementAndGet(), record.sequence()));
        assertNull(outcome instanceof RecoveryOutcome.Clean ? null : outcome);
        return last.get();
    }
}
