package org.medsettle.snapshot;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.state.ImageSection;
import org.medsettle.state.SectionKind;

/**
 * The table of the sections a snapshot consists of, as it stood at the end point. A frame of a section that is not in the
 * table belongs to something that was let go while the snapshot was taken.
 *
 * <p>Units: bytes. Failure: {@link SnapshotDamageException} for a table that cannot be one.
 */
final class SectionTable {
    private static final int MAX_SECTIONS = 4096;

    private SectionTable() {}

    /** Appends the table of these sections. */
    static void write(List<ImageSection> sections, ByteBuffer target) {
        target.putInt(sections.size()).putInt(0);
        for (ImageSection section : sections) {
            target.putInt(section.kind().code());
            int lengthAt = target.position();
            target.putInt(0);
            target.putLong(section.number()).putLong(section.length());
            int start = target.position();
            section.describe(target);
            target.putInt(lengthAt, target.position() - start);
            while ((target.position() & 7) != 0) {
                target.put((byte) 0);
            }
        }
    }

    /** Reads the table and leaves {@code source} behind it. */
    static List<Entry> read(ByteBuffer source) {
        int count = source.getInt();
        source.getInt();
        if (count < 0 || count > MAX_SECTIONS) {
            throw new SnapshotDamageException("a table of " + count + " sections");
        }
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(readEntry(source));
        }
        return entries;
    }

    private static Entry readEntry(ByteBuffer source) {
        int code = source.getInt();
        int descriptionBytes = source.getInt();
        long number = source.getLong();
        long length = source.getLong();
        @Nullable SectionKind kind = SectionKind.of(code);
        if (kind == null || descriptionBytes < 0 || descriptionBytes > source.remaining() || length < 0) {
            throw new SnapshotDamageException("a section of kind " + code + " with " + length + " bytes");
        }
        ByteBuffer description =
                source.slice(source.position(), descriptionBytes).order(source.order());
        source.position(source.position() + ((descriptionBytes + 7) & ~7));
        return new Entry(kind, number, length, description);
    }

    /** One section. */
    record Entry(SectionKind kind, long number, long length, ByteBuffer description) {}
}
