package org.medsettle.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.EpochClock;
import org.medsettle.common.Invariant;
import org.medsettle.common.LogEvent;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
import org.medsettle.journal.RecoveryOutcome.Corrupt;
import org.medsettle.journal.RecoveryOutcome.TornTail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The command log of a single node: recovers what its directory holds, then appends to it.
 *
 * <p>Threads: as {@link CommandLog} says; sequences are published by the journal thread with release stores.
 * <p>Units: bytes, epoch milliseconds. Invariant: recovery leaves behind the end of the log only zeroes, and a durable mark
 * after it, before the first append.
 * <p>Failure: {@link JournalFailedException}, final; what recovery finds is a {@link RecoveryOutcome}.
 */
@ThreadConfined(Threads.JOURNAL)
public final class LocalJournal implements CommandLog {
    private static final Logger LOG = LoggerFactory.getLogger(LocalJournal.class);
    private static final int MAX_UNSIGNED_SHORT = 0xFFFF;

    private final JournalParts parts;
    private final JournalId idIfNew;
    private final Supplier<SegmentSupply> supplies;
    private final AtomicLong appendedSequence = new AtomicLong();
    private final AtomicLong durableSequence = new AtomicLong();
    private volatile @Nullable SegmentSupply supply;
    private volatile boolean positionAsked;
    private volatile @Nullable LogPosition position;
    private @Nullable JournalWriter writer;
    private @Nullable Thread owner;

    LocalJournal(JournalParts parts, JournalId idIfNew, Supplier<SegmentSupply> supplies) {
        this.parts = parts;
        this.idIfNew = idIfNew;
        this.supplies = supplies;
    }

    /** A journal over a directory of segments; {@code idIfNew} names it for ever if there is none yet. */
    public static LocalJournal open(
            DiskFiles files, JournalConfig config, JournalId idIfNew, EpochClock clock, SyncListener listener) {
        JournalParts parts = new JournalParts(files, config, clock, listener, new JournalCounters());
        return new LocalJournal(parts, idIfNew, () -> new SegmentPreparer(files, config.segmentBytes()));
    }

    public JournalCounters counters() {
        return parts.counters();
    }

    @Override
    public RecoveryOutcome replay(long fromSequence, LogPosition anchor, Applier applier) {
        Invariant.check(writer == null, "a journal is replayed once, before it is written");
        JournalReader reader = new JournalReader(parts.files());
        try {
            RecoveryOutcome outcome = reader.read(
                    fromSequence,
                    List.of(anchor),
                    view -> applier.onCommand(
                            view.sequence(), view.timeMs(), view.type(), view.version(), view.body(), view.length()));
            if (outcome instanceof Corrupt corrupt) {
                LogEvent.JOURNAL_REFUSED.by(LOG).log("journal refused: {}", corrupt.describe());
                return outcome;
            }
            startWriting(reader, outcome);
            return outcome;
        } catch (IOException e) {
            throw new JournalFailedException("the journal could not be read and made ready for writing", e);
        }
    }

    @Override
    public void append(long sequence, long timeMs, int type, int version, ByteBuffer body, int length) {
        assert isOwner() : "a journal is written by one thread";
        JournalWriter target = writer();
        target.checkUsable();
        Invariant.checkEqual(sequence, appendedSequence.getPlain() + 1, "sequence appended to the journal");
        Invariant.check(type >= 0 && type <= MAX_UNSIGNED_SHORT, "a command type is an unsigned 16-bit number");
        Invariant.check(version >= 0 && version <= MAX_UNSIGNED_SHORT, "a version is an unsigned 16-bit number");
        Invariant.check(length >= 0 && length <= RecordDescriptor.MAX_BODY_BYTES, "a body has at most 64 KiB");

        if (target.isFull(length)) {
            commit();
        }
        target.append(timeMs, type, version, body, length);
        appendedSequence.setRelease(sequence);
    }

    @Override
    public void commit() {
        assert isOwner() : "a journal is written by one thread";
        JournalWriter target = writer();
        target.commit();
        durableSequence.setRelease(appendedSequence.getPlain());
        if (positionAsked) {
            positionAsked = false;
            position = target.position();
        }
    }

    @Override
    public void askPosition() {
        positionAsked = true;
    }

    @Override
    public @Nullable LogPosition position() {
        return position;
    }

    @Override
    public void releaseBefore(long sequence) throws IOException {
        new SegmentRetention(parts.files()).releaseBefore(sequence);
    }

    @Override
    public long appendedSequence() {
        return appendedSequence.getAcquire();
    }

    @Override
    public long durableSequence() {
        return durableSequence.getAcquire();
    }

    @Override
    public SupplyState supplyState() {
        SegmentSupply current = supply;
        return current == null ? SupplyState.PREPARING : current.state();
    }

    @Override
    public void close() {
        SegmentSupply currentSupply = supply;
        JournalWriter current = writer;
        try {
            if (current != null && !current.hasFailed()) {
                current.commit();
                durableSequence.setRelease(appendedSequence.getPlain());
                current.mark(RecordDescriptor.FOOTER_CLOSED);
            }
        } finally {
            if (currentSupply != null) {
                currentSupply.close();
            }
            if (current != null) {
                current.close();
            }
        }
    }

    private void startWriting(JournalReader reader, RecoveryOutcome outcome) throws IOException {
        if (parts.files().list().contains(SegmentDescriptor.PREPARED_NAME)) {
            parts.files().delete(SegmentDescriptor.PREPARED_NAME);
        }
        SegmentHeader header = reader.lastHeader();
        SegmentSupply newSupply = supplies.get();
        supply = newSupply;
        newSupply.request();
        if (header == null) {
            reader.cursor().reset(idIfNew);
            newWriter(newSupply, reader.cursor(), idIfNew).begin();
        } else {
            DiskFile file = new TailRepair(parts.files()).openRepaired(reader, header);
            newWriter(newSupply, reader.cursor(), header.id()).resume(file, header, reader.endPosition());
        }
        writer().mark(RecordDescriptor.FOOTER_OPENED);
        publish(outcome, reader.cursor().nextSequence() - 1);
    }

    private JournalWriter newWriter(SegmentSupply newSupply, LogCursor cursor, JournalId id) {
        JournalWriter created = new JournalWriter(parts, newSupply, cursor, id);
        writer = created;
        return created;
    }

    private void publish(RecoveryOutcome outcome, long lastSequence) {
        if (outcome instanceof TornTail torn) {
            LogEvent.TORN_WRITE_CUT
                    .by(LOG)
                    .log("cut a torn write of {} bytes at {}:{}", torn.cutBytes(), torn.file(), torn.offset());
            parts.counters().onTornTail(torn.cutBytes());
        }
        appendedSequence.setRelease(lastSequence);
        durableSequence.setRelease(lastSequence);
        LogEvent.JOURNAL_READY.by(LOG).log("journal: ready after sequence {}", lastSequence);
    }

    private JournalWriter writer() {
        if (writer == null) {
            throw new IllegalStateException("a journal is replayed before it is written");
        }
        return writer;
    }

    private boolean isOwner() {
        if (owner == null) {
            owner = Thread.currentThread();
        }
        return owner == Thread.currentThread();
    }
}
