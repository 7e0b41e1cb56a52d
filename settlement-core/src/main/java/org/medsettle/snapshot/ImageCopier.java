package org.medsettle.snapshot;

import java.nio.BufferOverflowException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.state.ImageSection;
import org.medsettle.state.ImagedStore;
import org.medsettle.state.SectionKind;
import org.medsettle.state.SettlementStateMachine;

/**
 * Copies the state into frames, a little at a time between commands, and at the end all that is left at once: a pre-copy.
 * The first round copies everything; each further round copies what has changed or come since. When a round was short
 * enough, {@link #finish} ends the copy at one point of the command order, and the frames together are the state there.
 *
 * <p>A copy of mixed ages would not do: the journal holds commands, and a command replayed over records of different ages
 * can decide otherwise than it did.
 *
 * <p>Threads: confined to the state machine. Invariant: every byte of a section reaches the frames at least once, and
 * again after it has changed; later frames overrule earlier ones.
 */
@ThreadConfined(Threads.STATE_MACHINE)
public final class ImageCopier {
    /** A round that copied no more than this is short enough to end with. */
    static final long SHORT_ROUND_BYTES = 1 << 20;

    private final SettlementStateMachine machine;
    private final List<ImagedStore> stores;
    private final Map<SectionKey, Long> copiedTo = new HashMap<>();
    private List<ImageSection> round = List.of();
    private int inRound;
    private long granule;
    private long roundBytes;
    private long lastRoundBytes = Long.MAX_VALUE;
    private long rounds;
    private @Nullable Frame spare;

    public ImageCopier(SettlementStateMachine machine) {
        this.machine = machine;
        this.stores = machine.stores().images();
    }

    /** Copies one frame full, when {@code frames} has an empty one. */
    public void slice(Frames frames) {
        Frame frame = emptyFrame(frames);
        if (frame != null && copy(frame)) {
            spare = null;
            frames.filled(frame);
        }
    }

    /** True when the last whole round was short: what has come since is little. */
    public boolean isShort() {
        return lastRoundBytes <= SHORT_ROUND_BYTES;
    }

    public long rounds() {
        return rounds;
    }

    /**
     * Copies all that is left, in one go, then the section table and the state beside the sections into {@code last}.
     * Answers the point of the command order, or null when {@code frames} had none left or {@code last} too little room: then the copy
     * goes on as before.
     */
    public @Nullable EndPoint finish(Frames frames, Frame last) {
        inRound = round.size();
        Frame frame = emptyFrame(frames);
        while (frame != null && copy(frame)) {
            spare = null;
            frames.filled(frame);
            frame = emptyFrame(frames);
        }
        if (frame == null || !complete(last)) {
            return null;
        }
        return new EndPoint(machine.sequence(), machine.journalledTimeMs(), machine.digest());
    }

    private boolean complete(Frame last) {
        try {
            last.beginFinal();
            SectionTable.write(sections(), last.body());
            machine.save(last.body());
            return true;
        } catch (BufferOverflowException tooSmall) {
            last.askForRoom();
            return false;
        }
    }

    private @Nullable Frame emptyFrame(Frames frames) {
        if (spare == null) {
            spare = frames.takeEmpty();
        }
        return spare;
    }

    /** Fills a frame with what comes next; false when a round has just ended, and the next call begins another. */
    private boolean copy(Frame frame) {
        if (inRound == round.size()) {
            beginRound();
        }
        while (inRound < round.size()) {
            frame.begin(round.get(inRound));
            if (copySection(round.get(inRound), frame)) {
                inRound++;
                granule = 0;
            }
            if (!frame.isEmpty()) {
                return true;
            }
        }
        lastRoundBytes = roundBytes;
        return false;
    }

    private void beginRound() {
        round = sections();
        inRound = 0;
        granule = 0;
        roundBytes = 0;
        rounds++;
    }

    private List<ImageSection> sections() {
        List<ImageSection> sections = new ArrayList<>();
        stores.forEach(store -> store.sections(sections::add));
        return sections;
    }

    /**
     * First what has changed in the part that was copied before, then what has been added behind it. Answers false when
     * the frame was full before the section's end.
     */
    private boolean copySection(ImageSection section, Frame frame) {
        SectionKey key = new SectionKey(section.kind(), section.number());
        long length = section.length();
        long copied = Math.min(copiedTo.getOrDefault(key, 0L), length);
        if (!copyChanges(section, frame, copied)) {
            return false;
        }
        if (copied == length) {
            return true;
        }
        long from = copied - copied % section.granuleBytes();
        int part = (int) Math.min(frame.room(section.granuleBytes()), length - from);
        if (part > 0) {
            run(section, frame, from, part);
            copiedTo.put(key, from + part);
        }
        return from + part == length;
    }

    /** Copies what is marked from the current granule on, up to {@code copied}; false when the frame was full before. */
    private boolean copyChanges(ImageSection section, Frame frame, long copied) {
        int granuleBytes = section.granuleBytes();
        long end = (copied + granuleBytes - 1) / granuleBytes;
        long changed = section.nextChanged(granule, end);
        while (changed >= 0) {
            int room = frame.room(granuleBytes) / granuleBytes;
            granule = changed;
            if (room == 0) {
                return false;
            }
            granule = endOfRun(section, changed, Math.min(end, changed + room));
            long offset = changed * granuleBytes;
            run(section, frame, offset, (int) (Math.min(granule * granuleBytes, copied) - offset));
            changed = section.nextChanged(granule, end);
        }
        granule = end;
        return true;
    }

    private static long endOfRun(ImageSection section, long first, long bound) {
        long end = first + 1;
        while (end < bound && section.nextChanged(end, end + 1) == end) {
            end++;
        }
        return end;
    }

    private void run(ImageSection section, Frame frame, long offset, int length) {
        frame.run(section, offset, length);
        roundBytes += length;
    }

    /** Where frames come from and go to. */
    public interface Frames {
        /** An empty frame, or null when there is none for now. */
        @Nullable
        Frame takeEmpty();

        /** Takes a frame that has been filled. */
        void filled(Frame frame);
    }

    /** Where the copy ended. */
    public record EndPoint(long sequence, long timeMs, long digest) {}

    private record SectionKey(SectionKind kind, long number) {}
}
