package org.medsettle.store.offheap;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.state.ImageSection;
import org.medsettle.state.ImagedStore;
import org.medsettle.state.SectionKind;

/**
 * The invalid lists of all levels as far as snapshots are concerned: each table, in force or being filled, is a section of
 * whole segments in the order of their ordinals. Its description is the level and whether it is being filled.
 *
 * <p>Invariant: a section's number is its table's for the life of the process; a table keeps it when it comes in force.
 */
@ThreadConfined(Threads.STATE_MACHINE)
public final class ListImage implements ImagedStore {
    private static final int LEVEL_SHIFT = 40;

    private final List<OffHeapInvalidListStore> levels;
    private final List<Runnable> restored = new ArrayList<>();

    /** @param levels the lists, each at the index of its level's code */
    public ListImage(List<OffHeapInvalidListStore> levels) {
        this.levels = List.copyOf(levels);
    }

    @Override
    public boolean holds(SectionKind kind) {
        return kind == SectionKind.INVALID_LIST;
    }

    @Override
    public void sections(Consumer<ImageSection> visitor) {
        for (int level = 0; level < levels.size(); level++) {
            OffHeapInvalidListStore store = levels.get(level);
            visitor.accept(new Section(level, false, store.inForceNumber(), store.inForce()));
            InvalidListTable staged = store.stagedOrNull();
            if (staged != null) {
                visitor.accept(new Section(level, true, store.stagedNumber(), staged));
            }
        }
    }

    @Override
    public Restore restore(SectionKind kind, long number, long length, ByteBuffer description) {
        int level = description.getInt();
        boolean isStaged = description.getInt() != 0;
        int bytes = InvalidListTable.SEGMENT_BYTES;
        if (level < 0 || level >= levels.size() || length % bytes != 0 || length / bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("an invalid list of level " + level + " with " + length + " bytes");
        }
        OffHeapInvalidListStore store = levels.get(level);
        SegmentList segments = new SegmentList();
        for (int i = 0; i < length / bytes; i++) {
            segments.add(store.space().allocate());
        }
        restored.add(() -> store.restore(InvalidListTable.restore(store.space(), segments), isStaged));
        return (offset, source) -> put(store.space(), segments, offset, source);
    }

    private static void put(SegmentSpace space, SegmentList segments, long offset, ByteBuffer source) {
        int bytes = InvalidListTable.SEGMENT_BYTES;
        if (offset % bytes != 0 || source.remaining() % bytes != 0) {
            throw new IllegalArgumentException("half a segment of an invalid list at " + offset);
        }
        for (int ordinal = (int) (offset / bytes); source.hasRemaining(); ordinal++) {
            int segment = segments.get(ordinal);
            space.buffer(segment).putBytes(space.offset(segment), source, source.position(), bytes);
            source.position(source.position() + bytes);
        }
    }

    @Override
    public void finishRestore() {
        restored.forEach(Runnable::run);
        restored.clear();
    }

    /** One table. */
    private record Section(int level, boolean isStaged, int table, InvalidListTable content) implements ImageSection {
        @Override
        public SectionKind kind() {
            return SectionKind.INVALID_LIST;
        }

        @Override
        public long number() {
            return ((long) level << LEVEL_SHIFT) | table;
        }

        @Override
        public long length() {
            return (long) content.segments().count() * InvalidListTable.SEGMENT_BYTES;
        }

        @Override
        public int granuleBytes() {
            return InvalidListTable.SEGMENT_BYTES;
        }

        @Override
        public long nextChanged(long from, long to) {
            return content.segments().nextChanged(from, to);
        }

        @Override
        public void copy(long offset, int length, ByteBuffer target) {
            int first = (int) (offset / InvalidListTable.SEGMENT_BYTES);
            for (int ordinal = first; ordinal < first + length / InvalidListTable.SEGMENT_BYTES; ordinal++) {
                content.segments().copy(ordinal, target);
            }
        }

        @Override
        public void describe(ByteBuffer target) {
            target.putInt(level).putInt(isStaged ? 1 : 0);
        }
    }
}
