package org.medsettle.domain;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A movable view of one fixed-layout record inside a little-endian buffer: stores keep bytes, rules read and write them
 * through such views, and nothing is allocated on the way.
 *
 * <p>Threads: a view belongs to whoever made it. A view handed out by a store is re-used: it is valid until the next call
 * to that store. Invariant: offsets are absolute; the buffer's position and limit are never moved; every setter of a view
 * that was given a change map marks there what it has changed, which is how a snapshot learns what to copy again.
 */
public abstract class RecordView {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** Bytes that one bit of a change map stands for, as a shift. */
    public static final int GRANULE_SHIFT = 7;

    protected ByteBuffer buffer = NOTHING;
    protected int offset;
    private long @Nullable [] changes;

    /** Points this view at the record that starts at {@code offset} of {@code buffer} (which must be little-endian). */
    public void wrap(ByteBuffer buffer, int offset) {
        wrap(buffer, offset, null);
    }

    /** As {@link #wrap(ByteBuffer, int)}; bit n of {@code changes} is set when the n-th granule of the buffer changes. */
    public final void wrap(ByteBuffer buffer, int offset, long @Nullable [] changes) {
        this.buffer = buffer;
        this.offset = offset;
        this.changes = changes;
    }

    /** Points this view at a part of another record, whose change map it then marks. */
    protected final void wrap(RecordView whole, int offset) {
        wrap(whole.buffer, offset, whole.changes);
    }

    public final ByteBuffer buffer() {
        return buffer;
    }

    public final int offset() {
        return offset;
    }

    protected final long getLong(int at) {
        return buffer.getLong(offset + at);
    }

    protected final void putLong(int at, long value) {
        buffer.putLong(offset + at, value);
        markChanged(at);
    }

    protected final int getInt(int at) {
        return buffer.getInt(offset + at);
    }

    protected final void putInt(int at, int value) {
        buffer.putInt(offset + at, value);
        markChanged(at);
    }

    protected final int getShort(int at) {
        return buffer.getShort(offset + at);
    }

    protected final void putShort(int at, int value) {
        buffer.putShort(offset + at, (short) value);
        markChanged(at);
    }

    protected final int getByte(int at) {
        return buffer.get(offset + at);
    }

    protected final void putByte(int at, int value) {
        buffer.put(offset + at, (byte) value);
        markChanged(at);
    }

    /** Writes a text into a field of {@code width} bytes, padded with zero bytes. */
    protected final void putText(int at, int width, CharSequence text) {
        AsciiField.put(buffer, offset + at, width, text);
        markChanged(at, width);
    }

    /** Marks {@code length} bytes that were written into the buffer itself. */
    protected final void markChanged(int at, int length) {
        for (int i = 0; i < length; i++) {
            markChanged(at + i);
        }
    }

    private void markChanged(int at) {
        long[] marks = changes;
        if (marks != null) {
            int granule = (offset + at) >>> GRANULE_SHIFT;
            marks[granule >>> 6] |= 1L << granule;
        }
    }
}
