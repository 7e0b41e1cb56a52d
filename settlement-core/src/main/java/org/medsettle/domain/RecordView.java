package org.medsettle.domain;

import java.nio.ByteBuffer;

/**
 * A movable view of one fixed-layout record inside a little-endian buffer: stores keep bytes, rules read and write them
 * through such views, and nothing is allocated on the way.
 *
 * <p>Threads: a view belongs to whoever made it. A view handed out by a store is re-used: it is valid until the next call
 * to that store. Invariant: offsets are absolute; the buffer's position and limit are never moved.
 */
public abstract class RecordView {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    protected ByteBuffer buffer = NOTHING;
    protected int offset;

    /** Points this view at the record that starts at {@code offset} of {@code buffer} (which must be little-endian). */
    public void wrap(ByteBuffer buffer, int offset) {
        this.buffer = buffer;
        this.offset = offset;
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
    }

    protected final int getInt(int at) {
        return buffer.getInt(offset + at);
    }

    protected final void putInt(int at, int value) {
        buffer.putInt(offset + at, value);
    }

    protected final int getShort(int at) {
        return buffer.getShort(offset + at);
    }

    protected final void putShort(int at, int value) {
        buffer.putShort(offset + at, (short) value);
    }

    protected final int getByte(int at) {
        return buffer.get(offset + at);
    }

    protected final void putByte(int at, int value) {
        buffer.put(offset + at, (byte) value);
    }
}
