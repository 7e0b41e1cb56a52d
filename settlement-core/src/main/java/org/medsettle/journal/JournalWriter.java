package org.medsettle.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.EpochClock;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.FullIo;

/**
 * Puts closed batches into segments: one write and one force each, and a new segment when the current one is too full.
 *
 * <p>Threads: the journal thread. Units: bytes, nanoseconds.
 * <p>Invariant: at most one write is not yet forced, at any time; a batch never spans two segments; bytes once forced are
 * never written again. No allocation per batch, except when a segment begins.
 * <p>Failure: {@link JournalFailedException}, once and for ever; no force is repeated.
 */
@ThreadConfined(Threads.JOURNAL)
final class JournalWriter {
    private final DiskFiles files;
    private final SegmentSupply supply;
    private final JournalConfig config;
    private final EpochClock clock;
    private final SyncListener listener;
    private final JournalCounters counters;
    private final LogCursor cursor;
    private final BatchEncoder encoder;
    private final ByteBuffer headerBlock = SegmentHeader.newBlock();
    private final JournalId id;
    private @Nullable DiskFile segment;
    private String segmentName = "";
    private long segmentNumber;
    private long segmentFirstSequence;
    private long segmentBytes;
    private long position;
    private @Nullable Throwable failure;

    JournalWriter(JournalParts parts, SegmentSupply supply, LogCursor cursor, JournalId id) {
        this.files = parts.files();
        this.config = parts.config();
        this.clock = parts.clock();
        this.listener = parts.listener();
        this.counters = parts.counters();
        this.supply = supply;
        this.cursor = cursor;
        this.id = id;
        this.encoder = new BatchEncoder(config.batchBytes(), id, cursor);
    }

    /** Goes on in a segment that exists; everything before {@code position} in it is durable. */
    void resume(DiskFile file, SegmentHeader header, long position) {
        this.segment = file;
        this.segmentName = header.fileName();
        this.segmentNumber = header.segmentNumber();
        this.segmentFirstSequence = header.firstSequence();
        this.segmentBytes = header.segmentBytes();
        this.position = position;
    }

    /** Whether one more record would make the batch too long for one write. */
    boolean isFull(int length) {
        long room = segmentHasCommands() ? encoder.capacityBytes() : Math.min(encoder.capacityBytes(), roomBytes());
        return encoder.batchBytes() + RecordDescriptor.recordBytes(length) > room;
    }

    boolean isEmpty() {
        return encoder.isEmpty();
    }

    void append(long timeMs, int type, int version, ByteBuffer body, int length) {
        checkUsable();
        encoder.append(timeMs, type, version, body, length);
    }

    /** Writes and forces what is buffered. */
    void commit() {
        checkUsable();
        if (encoder.isEmpty()) {
            return;
        }
        try {
            rollIfNeeded(cursor.nextSequence() - encoder.recordCount());
            writeAndForce(encoder.close());
        } catch (IOException e) {
            throw failAtEnd(e);
        }
    }

    /** Writes and forces a batch without commands; left out where it would take the last room of an empty segment. */
    void mark(int footerType) {
        checkUsable();
        if (!segmentHasCommands() && roomBytes() - RecordDescriptor.FOOTER_BYTES < config.batchBytes()) {
            return;
        }
        try {
            rollIfNeeded(cursor.nextSequence());
            writeAndForce(encoder.closeMark(footerType, clock.epochMs()));
        } catch (IOException e) {
            throw failAtEnd(e);
        }
    }

    /** Begins the very first segment. */
    void begin() {
        checkUsable();
        roll(cursor.nextSequence());
    }

    /** The place behind the last batch. */
    LogPosition position() {
        return LogAnchor.position(cursor, id);
    }

    boolean hasFailed() {
        return failure != null;
    }

    /** Releases the file; nothing is written. */
    void close() {
        if (segment != null) {
            try {
                segment.close();
            } catch (IOException e) {
                throw fail("segment " + segmentName + " could not be closed", e);
            } finally {
                segment = null;
            }
        }
        if (failure == null) {
            failure = new IllegalStateException("the journal is closed");
        }
    }

    /** Ends the writer; every later call throws. */
    JournalFailedException fail(String what, Throwable cause) {
        failure = cause;
        return new JournalFailedException(what, cause);
    }

    private JournalFailedException failAtEnd(IOException e) {
        return fail("segment " + segmentName + " could not be written or forced at byte " + position, e);
    }

    void checkUsable() {
        if (failure != null) {
            throw new JournalFailedException("the journal has failed before or is closed", failure);
        }
    }

    private void rollIfNeeded(long firstSequence) {
        if (encoder.batchBytes() > roomBytes()) {
            roll(firstSequence);
        }
    }

    private void writeAndForce(ByteBuffer batch) throws IOException {
        DiskFile file = currentSegment();
        int bytes = batch.remaining();
        int records = encoder.recordCount();
        long startNs = System.nanoTime();
        FullIo.write(file, batch, position);
        file.force(false);
        long durationNs = System.nanoTime() - startNs;

        position += bytes;
        encoder.clear();
        counters.onSync(durationNs, records, bytes);
        listener.onSync(durationNs, records, bytes);
    }

    private void roll(long firstSequence) {
        long startNs = System.nanoTime();
        SegmentHeader header = new SegmentHeader(
                segmentNumber + 1, firstSequence, cursor.nextBatchNumber(), config.segmentBytes(), id, clock.epochMs());
        DiskFile next = takePrepared();
        try {
            goOnIn(next, header);
        } catch (IOException e) {
            throw fail("segment " + header.fileName() + " could not be begun", e);
        }
        supply.request();
        counters.onRoll(System.nanoTime() - startNs);
    }

    private void goOnIn(DiskFile next, SegmentHeader header) throws IOException {
        header.encode(headerBlock, cursor.chain());
        FullIo.write(next, headerBlock, 0);
        next.force(false);
        files.rename(SegmentDescriptor.PREPARED_NAME, header.fileName());
        files.forceDirectory();
        DiskFile previous = segment;
        resume(next, header, SegmentDescriptor.HEADER_BYTES);
        if (previous != null) {
            previous.close();
        }
    }

    private DiskFile takePrepared() {
        try {
            return supply.take(config.rollTimeoutNs());
        } catch (JournalFailedException e) {
            failure = e;
            throw e;
        }
    }

    private DiskFile currentSegment() {
        if (segment == null) {
            throw new IllegalStateException("a journal is replayed before it is written");
        }
        return segment;
    }

    private boolean segmentHasCommands() {
        return cursor.nextSequence() - encoder.recordCount() > segmentFirstSequence;
    }

    private long roomBytes() {
        return segmentBytes - position;
    }
}
