package org.medsettle.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.medsettle.command.CommandType;
import org.medsettle.journal.CommandLog;
import org.medsettle.journal.LogPosition;
import org.medsettle.journal.RecoveryOutcome;
import org.medsettle.journal.SupplyState;

/** A command log in memory whose commit does what a test wants: wait, fail, or nothing. Threads: as the port says. */
final class ScriptedLog implements CommandLog {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final Runnable onCommit;
    private volatile long appended;
    private volatile long durable;

    ScriptedLog() {
        this(() -> {});
    }

    ScriptedLog(Runnable onCommit) {
        this.onCommit = onCommit;
    }

    /** Puts a command in as if an earlier process had left it. */
    ScriptedLog with(long timeMs, int type, int version, byte[] body) {
        long sequence = appended + 1;
        entries.add(new Entry(sequence, timeMs, type, version, littleEndian(body)));
        appended = sequence;
        return this;
    }

    List<Entry> entries() {
        return entries;
    }

    @Override
    public void append(long sequence, long timeMs, int type, int version, ByteBuffer body, int length) {
        if (sequence != appended + 1) {
            throw new AssertionError("sequence " + sequence + " after " + appended);
        }
        byte[] copy = new byte[length];
        body.get(0, copy);
        entries.add(new Entry(sequence, timeMs, type, version, littleEndian(copy)));
        appended = sequence;
    }

    @Override
    public void commit() {
        if (durable < appended) {
            onCommit.run();
            durable = appended;
        }
    }

    @Override
    public long appendedSequence() {
        return appended;
    }

    @Override
    public long durableSequence() {
        return durable;
    }

    @Override
    public SupplyState supplyState() {
        return SupplyState.READY;
    }

    @Override
    public RecoveryOutcome replay(long fromSequence, LogPosition anchor, Applier applier) {
        for (Entry entry : entries) {
            applier.onCommand(
                    entry.sequence(),
                    entry.timeMs(),
                    entry.type(),
                    entry.version(),
                    entry.body(),
                    entry.body().capacity());
        }
        durable = appended;
        return new RecoveryOutcome.Clean(appended, appended, appended);
    }

    @Override
    public void askPosition() {}

    @Override
    public LogPosition position() {
        return new LogPosition(durable, "");
    }

    @Override
    public void releaseBefore(long sequence) {}

    @Override
    public void close() {}

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** One command as it was appended. */
    record Entry(long sequence, long timeMs, int type, int version, ByteBuffer body) {
        boolean is(CommandType wanted) {
            return type == wanted.code();
        }
    }
}
