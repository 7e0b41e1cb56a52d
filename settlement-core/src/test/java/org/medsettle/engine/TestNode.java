package org.medsettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.DigestReply;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.FatalErrorHandler;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.PathFiles;
import org.medsettle.journal.CommandLog;
import org.medsettle.journal.JournalConfig;
import org.medsettle.journal.JournalId;
import org.medsettle.journal.LocalJournal;
import org.medsettle.journal.SyncListener;
import org.medsettle.state.LedgerStores;

/**
 * An engine with everything a test watches: its replies, its fatal errors and a clock that stands until it is moved.
 *
 * <p>Threads: as the engine. Failure: a stage that fails leaves its reason in {@link #fatals()}; its thread ends.
 */
final class TestNode implements AutoCloseable {
    static final long START_MS = 1_790_000_000_000L;
    static final EngineConfig SMALL = new EngineConfig(64, 8, 16, EngineConfig.Wait.BLOCKING);
    private static final JournalId ID = new JournalId(1, 2);
    private static final JournalConfig JOURNAL = new JournalConfig(8 << 20, 1 << 20, 10_000_000_000L);

    final CollectedReplies replies = new CollectedReplies();
    final AtomicLong clockMs = new AtomicLong(START_MS);
    final SyntheticCommands commands = new SyntheticCommands(START_MS);
    final Engine engine;
    private final List<FatalErrorHandler.Reason> fatals = new CopyOnWriteArrayList<>();

    TestNode(EngineConfig config, LedgerStores stores, CommandLog log) {
        this(config, stores, log, null);
    }

    TestNode(EngineConfig config, LedgerStores stores, CommandLog log, @Nullable ReplyPort port) {
        engine = Engine.open(config, stores, log, this::nowMs, port == null ? replies : port, (reason, what, cause) -> {
            fatals.add(reason);
            return new Halted(what, cause);
        });
    }

    /** A node on real stores with the folders {@code journal} and {@code snapshot} of a data directory. */
    static TestNode withSnapshots(Path data) {
        return withSnapshots(data, JOURNAL, SnapshotConfig.ON_REQUEST);
    }

    static TestNode withSnapshots(Path data, JournalConfig sizes, SnapshotConfig taking) {
        return new TestNode(data, sizes, taking, new PathFiles(data.resolve("snapshot")), () -> Long.MAX_VALUE);
    }

    /** As {@link #withSnapshots(Path)}, on a disk with so much room for them. */
    static TestNode withSnapshots(Path data, LongSupplier spareBytes) {
        PathFiles files = new PathFiles(data.resolve("snapshot"));
        return new TestNode(data, JOURNAL, SnapshotConfig.ON_REQUEST, files, spareBytes);
    }

    /** As {@link #withSnapshots(Path)}, with the snapshots' folder seen through {@code files}. */
    static TestNode withSnapshots(Path data, DiskFiles files) {
        return new TestNode(data, JOURNAL, SnapshotConfig.ON_REQUEST, files, () -> Long.MAX_VALUE);
    }

    private TestNode(Path data, JournalConfig sizes, SnapshotConfig taking, DiskFiles files, LongSupplier spareBytes) {
        LocalJournal journal =
                LocalJournal.open(new PathFiles(data.resolve("journal")), sizes, ID, () -> START_MS, SyncListener.NONE);
        SnapshotParts snapshots =
                new SnapshotParts(files, taking, () -> journal.counters().bytesSynced(), spareBytes);
        FatalErrorHandler fatal = (reason, what, cause) -> {
            fatals.add(reason);
            return new Halted(what, cause);
        };
        engine = Engine.open(
                SMALL,
                new EngineParts(
                        StoreKind.REAL::create, journal, snapshots, this::nowMs, replies, fatal, sequence -> {}));
    }

    /** A clock set before 1970 fails. */
    private long nowMs() {
        long now = clockMs.get();
        if (now < 0) {
            throw new IllegalStateException("the clock fails");
        }
        return now;
    }

    /** A journal on disk as a node has it. */
    static LocalJournal journal(Path directory) {
        return LocalJournal.open(new PathFiles(directory), JOURNAL, ID, () -> START_MS, SyncListener.NONE);
    }

    List<FatalErrorHandler.Reason> fatals() {
        return fatals;
    }

    /** Offers a command whose reply is wanted. */
    ResultCode offer(Command command, long correlation) {
        return engine.offer(command.from(0, correlation));
    }

    /** Offers a command and waits for its reply. */
    Reply ask(Command command) {
        assertEquals(ResultCode.OK, offer(command, -1));
        return replies.next();
    }

    /** Imports the institution and {@code persons} persons with a card each. */
    void populate(int persons, long openingFen) {
        assertEquals(ResultCode.OK, ask(commands.institution()).code());
        for (int i = 0; i < persons; i++) {
            assertEquals(ResultCode.OK, ask(commands.person(i, openingFen)).code());
            assertEquals(ResultCode.OK, ask(commands.card(i)).code());
        }
    }

    long figure(Figure figure) {
        DigestReply figures = new DigestReply();
        figures.wrap(ask(commands.queryDigest()).body(), 0);
        return figures.get(figure);
    }

    @Override
    public void close() {
        engine.close();
    }

    /** What a halted stage dies of. */
    static final class Halted extends Error {
        private static final long serialVersionUID = 1L;

        Halted(String what, Throwable cause) {
            super(what, cause, false, false);
        }
    }
}
