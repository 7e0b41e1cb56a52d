package org.medsettle.engine;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.medsettle.command.Command;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.files.DataDirectory;
import org.medsettle.journal.JournalConfig;
import org.medsettle.snapshot.SnapshotInfo;
import org.medsettle.state.LedgerStores;

/**
 * A node with snapshots on a data directory, whose segments are as short as they may be, so that a little traffic fills
 * several and lets the oldest go.
 *
 * <p>Threads: one. Invariant: each settlement is of its own second.
 */
public final class SnapshotTraffic implements AutoCloseable {
    /** Persons with an account and a card. */
    public static final int PERSONS = 20;

    public static final long START_MS = TestNode.START_MS;

    private static final JournalConfig SHORT_SEGMENTS = new JournalConfig(73_728, 65_664, 10_000_000_000L);

    private final DataDirectory data;
    private final TestNode node;
    private long keys;

    private SnapshotTraffic(Path directory, long firstKey) {
        data = DataDirectory.open(directory);
        try {
            node = TestNode.withSnapshots(directory, SHORT_SEGMENTS, SnapshotConfig.ON_REQUEST);
        } catch (RuntimeException | Error refused) {
            data.close();
            throw refused;
        }
        keys = firstKey;
    }

    /** A node on a fresh directory, with its population. */
    public static SnapshotTraffic fresh(Path directory) {
        SnapshotTraffic traffic = new SnapshotTraffic(directory, 0);
        traffic.node.populate(PERSONS, 10_000_000);
        return traffic;
    }

    /** A node that goes on with what is in the directory; its keys begin behind {@code lastKey}. */
    public static SnapshotTraffic resume(Path directory, long lastKey) {
        return new SnapshotTraffic(directory, lastKey);
    }

    /** Empty stores of the kind the node has; a snapshot fits no other. */
    public static LedgerStores stores() {
        return StoreKind.REAL.create();
    }

    /** Settles so often, each a second after the one before. */
    public void settle(int count) {
        for (int i = 0; i < count; i++) {
            keys++;
            node.clockMs.addAndGet(1_000);
            ok(node.commands.settle(keys, (int) (keys % PERSONS), 1_000 + keys % 7));
        }
    }

    /** Reverses the settlement of this key. */
    public void reverse(long key) {
        keys++;
        ok(node.commands.reverse(keys, (int) (key % PERSONS), key));
    }

    private void ok(Command command) {
        Reply reply = node.ask(command);
        if (reply.code() != ResultCode.OK) {
            throw new AssertionError(reply.commandType() + " was answered " + reply.code());
        }
    }

    /** Takes a snapshot and waits for it. */
    public SnapshotInfo snapshot() throws Exception {
        return node.engine.snapshot().get(60, TimeUnit.SECONDS);
    }

    public long sequence() {
        return node.figure(Figure.SEQUENCE);
    }

    public long digest() {
        return node.figure(Figure.STATE_DIGEST);
    }

    public long settlements() {
        return node.figure(Figure.SETTLEMENTS);
    }

    public long lastKey() {
        return keys;
    }

    /** What the node would stamp now. */
    public long nowMs() {
        return node.clockMs.get();
    }

    @Override
    public void close() {
        node.close();
        data.close();
    }
}
