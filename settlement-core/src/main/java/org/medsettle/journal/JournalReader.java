package org.medsettle.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.FullIo;
import org.medsettle.journal.RecoveryOutcome.Clean;
import org.medsettle.journal.RecoveryOutcome.Corrupt;

/**
 * Reads a whole journal without changing anything: what recovery stands on, and what {@code medsettle verify} and {@code
 * inspect} use offline.
 *
 * <p>Threads: one; a journal that is being written may look torn at its end. Units: bytes.
 * <p>Invariant: no command is shown before its batch has been checked.
 * <p>Failure: damage is a {@link Corrupt} value; {@link IOException} only when the disk refuses to read.
 */
@ThreadConfined(Threads.CALLER)
public final class JournalReader {
    private final DiskFiles files;
    private final boolean isBeingWritten;
    private final LogCursor cursor = new LogCursor();
    private final JournalRecord view = new JournalRecord();
    private final ByteBuffer block = SegmentHeader.newBlock();
    private final List<String> segments = new ArrayList<>();
    private @Nullable SegmentHeader lastHeader;
    private long lastSequence = Long.MAX_VALUE;
    private long endPosition;
    private long lastBatchPosition;

    public JournalReader(DiskFiles files) {
        this(files, false);
    }

    private JournalReader(DiskFiles files, boolean isBeingWritten) {
        this.files = files;
        this.isBeingWritten = isBeingWritten;
    }

    /** Reads a journal that a node may be writing: it ends where it ended at one moment, behind a whole batch. */
    public static JournalReader whileWritten(DiskFiles files) {
        return new JournalReader(files, true);
    }

    /** Ends in front of the first batch that goes beyond this sequence; to be said before reading. */
    public JournalReader endingAt(long sequence) {
        lastSequence = sequence;
        return this;
    }

    /** Reads every segment that may hold a command from {@code fromSequence} on; a reader reads once. */
    public RecoveryOutcome read(long fromSequence, Visitor visitor) throws IOException {
        return read(fromSequence, List.of(), visitor);
    }

    /** As {@link #read(long, Visitor)}, and comes by {@code positions}, which were kept with snapshots of this journal. */
    public RecoveryOutcome read(long fromSequence, List<LogPosition> positions, Visitor visitor) throws IOException {
        List<LogAnchor> anchors = positions.stream().map(LogAnchor::new).toList();
        cursor.expect(anchors);
        List<String> names =
                files.list().stream().filter(SegmentDescriptor::isSegmentName).toList();
        for (String name : names) {
            if (SegmentDescriptor.firstSequence(name) < 1) {
                return new Corrupt(Damage.SEGMENT_NAME, fromSequence, name, 0, "not twenty digits and .mj");
            }
        }
        if (names.isEmpty() && fromSequence == 1 && cursor.missed() == null) {
            return cursor.clean();
        }
        int first = firstSegment(names, fromSequence, anchors);
        if (first < 0) {
            String next = names.isEmpty() ? "" : names.get(0);
            return new Corrupt(Damage.MISSING_SEGMENT, fromSequence, next, 0, "no segment begins early enough");
        }
        RecoveryOutcome outcome = cursor.clean();
        for (int i = first;
                i < names.size() && SegmentDescriptor.firstSequence(names.get(i)) - 1 <= lastSequence;
                i++) {
            outcome = readSegment(names.get(i), fromSequence, visitor, i == names.size() - 1);
            if (!(outcome instanceof Clean)) {
                break;
            }
        }
        return checkReach(outcome, fromSequence);
    }

    /** Names of the segments that were read, in order. */
    public List<String> segments() {
        return List.copyOf(segments);
    }

    /** Identifier of the journal that was read; null when there was none. */
    public @Nullable JournalId id() {
        return lastHeader == null ? null : lastHeader.id();
    }

    /** The position that the journal contradicts or does not reach, when that is why it was refused; null otherwise. */
    public @Nullable LogPosition refusedPosition() {
        return cursor.refused();
    }

    /** The place behind the last batch that was read; the start for a journal without segments. */
    public LogPosition position() {
        return lastHeader == null ? LogPosition.START : LogAnchor.position(cursor, lastHeader.id());
    }

    /** Header of the last segment read; null for a journal without segments. */
    @Nullable
    SegmentHeader lastHeader() {
        return lastHeader;
    }

    /** Where the next batch belongs in the last segment that was read. */
    public long endPosition() {
        return endPosition;
    }

    /** Where the last whole batch of the last segment begins. */
    long lastBatchPosition() {
        return lastBatchPosition;
    }

    /** Where the log stands after reading. */
    LogCursor cursor() {
        return cursor;
    }

    /** The last segment that begins early enough, also for the positions to come by, or -1. */
    private static int firstSegment(List<String> names, long fromSequence, List<LogAnchor> anchors) {
        long early = fromSequence;
        for (LogAnchor anchor : anchors) {
            early = anchor.isPassed() ? early : Math.min(early, anchor.sequence());
        }
        int first = SegmentDescriptor.lastBeginningAt(names, early);
        // A position between two segments may be told from the header of the second.
        return first < 0 ? SegmentDescriptor.lastBeginningAt(names, fromSequence) : first;
    }

    private RecoveryOutcome readSegment(String name, long fromSequence, Visitor visitor, boolean isLast)
            throws IOException {
        try (DiskFile file = files.open(name, false)) {
            Corrupt refusal = readHeader(name, file);
            if (refusal != null) {
                return refusal;
            }
            SegmentHeader header = SegmentHeader.decode(block);
            refusal = lastHeader == null ? checkFirst(name, header) : checkNext(name, header, lastHeader);
            if (refusal != null) {
                return refusal;
            }
            lastHeader = header;
            segments.add(name);
            SegmentScanner scanner = new SegmentScanner(name, header, file, cursor)
                    .endingAt(lastSequence)
                    .whileWritten(isBeingWritten);
            RecoveryOutcome outcome = scanner.scan(fromSequence, visitor, view, isLast);
            endPosition = scanner.position();
            lastBatchPosition = scanner.lastBatchPosition();
            return outcome;
        }
    }

    private @Nullable Corrupt readHeader(String name, DiskFile file) throws IOException {
        if (file.size() < SegmentDescriptor.HEADER_BYTES) {
            return corrupt(Damage.SEGMENT_LENGTH, name, "the file is shorter than a header block");
        }
        FullIo.read(file, block.clear(), 0);
        block.clear();
        Damage damage = SegmentHeader.damage(block);
        if (damage != null) {
            return corrupt(damage, name, "the header block is not one of format " + SegmentDescriptor.FORMAT_VERSION);
        }
        SegmentHeader header = SegmentHeader.decode(block);
        if (header.firstSequence() != SegmentDescriptor.firstSequence(name)) {
            return corrupt(Damage.SEGMENT_NAME, name, "the header says sequence " + header.firstSequence());
        }
        if (file.size() != header.segmentBytes()) {
            return corrupt(Damage.SEGMENT_LENGTH, name, "has " + file.size() + ", must have " + header.segmentBytes());
        }
        return null;
    }

    /** The segment where reading begins: the first of all, or one that a snapshot lets us begin at. */
    private @Nullable Corrupt checkFirst(String name, SegmentHeader header) {
        if (header.segmentNumber() > 1) {
            cursor.reset(header, block);
            LogAnchor other = cursor.contradicted(header.id());
            if (other != null) {
                return corrupt(Damage.CHAIN, name, "the snapshot was taken of another history: " + other);
            }
            return header.firstSequence() > 1
                    ? null
                    : corrupt(Damage.MISSING_SEGMENT, name, "number " + header.segmentNumber() + " must be 1");
        }
        cursor.reset(header.id());
        boolean sound = header.firstSequence() == 1
                && header.firstBatchNumber() == 1
                && cursor.chain().isAt(block, SegmentDescriptor.CHAIN_OFFSET);
        return sound ? null : corrupt(Damage.SEGMENT_HEADER, name, "segment 1 must begin a journal");
    }

    private @Nullable Corrupt checkNext(String name, SegmentHeader header, SegmentHeader previous) {
        if (!header.id().equals(previous.id())) {
            return corrupt(Damage.FOREIGN_SEGMENT, name, "is of journal " + header.id() + ", not " + previous.id());
        }
        if (header.segmentNumber() != previous.segmentNumber() + 1) {
            return corrupt(Damage.MISSING_SEGMENT, name, "number " + (previous.segmentNumber() + 1) + " is not there");
        }
        if (header.firstSequence() != cursor.nextSequence() || header.firstBatchNumber() != cursor.nextBatchNumber()) {
            return corrupt(Damage.SEQUENCE_GAP, name, "must begin with sequence " + cursor.nextSequence());
        }
        if (!cursor.chain().isAt(block, SegmentDescriptor.CHAIN_OFFSET)) {
            return corrupt(Damage.CHAIN, name, "the chain value does not follow from the segment before");
        }
        return null;
    }

    private RecoveryOutcome checkReach(RecoveryOutcome outcome, long fromSequence) {
        if (outcome instanceof Corrupt || lastHeader == null) {
            return outcome;
        }
        String name = lastHeader.fileName();
        LogAnchor unseen = cursor.missed();
        if (unseen != null) {
            String missing = "the journal ends before the position of the snapshot: " + unseen;
            return new Corrupt(Damage.MISSING_SEGMENT, cursor.nextSequence(), name, endPosition, missing);
        }
        if (fromSequence <= cursor.nextSequence()) {
            return outcome;
        }
        String detail = "the journal ends before sequence " + fromSequence;
        return new Corrupt(Damage.MISSING_SEGMENT, cursor.nextSequence(), name, endPosition, detail);
    }

    private Corrupt corrupt(Damage damage, String name, String detail) {
        long sequence = lastHeader == null ? SegmentDescriptor.firstSequence(name) : cursor.nextSequence();
        return new Corrupt(damage, sequence, name, 0, detail);
    }

    /** Is shown each command in order. */
    @FunctionalInterface
    public interface Visitor {
        /** The record is a view that changes after the call. */
        void onRecord(JournalRecord journalRecord);
    }
}
