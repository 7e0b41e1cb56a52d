package org.medsettle.domain;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.DirectBytes;
import org.medsettle.common.Hashing;

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

    private static final int NO_ROOM = -1;

    protected ByteBuffer buffer = NOTHING;
    protected int offset;
    /** Address of the record's first byte, or 0 where the buffer has to be asked. */
    private long address;
    /** Bytes from there to the limit that the buffer had when this view was pointed at it. */
    private int room;

    private long @Nullable [] changes;

    /**
     * Points this view at the record that starts at {@code offset} of {@code buffer}, which must be little-endian, and writable when it
     * is written. An offset outside is found out by the first access.
     */
    public void wrap(ByteBuffer buffer, int offset) {
        wrap(buffer, offset, null);
    }

    /** As {@link #wrap(ByteBuffer, int)}; bit n of {@code changes} is set when the n-th granule of the buffer changes. */
    public final void wrap(ByteBuffer buffer, int offset, long @Nullable [] changes) {
        this.buffer = buffer;
        this.offset = offset;
        this.changes = changes;
        this.room = offset < 0 ? NO_ROOM : buffer.limit() - offset;
        long base = DirectBytes.base(buffer);
        this.address = base == 0 ? 0 : base + offset;
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
        return address == 0 ? buffer.getLong(offset + at) : DirectBytes.getLong(addressOf(at, Long.BYTES));
    }

    protected final void putLong(int at, long value) {
        if (address == 0) {
            buffer.putLong(offset + at, value);
        } else {
            DirectBytes.putLong(addressOf(at, Long.BYTES), value);
        }
        markChanged(at);
    }

    protected final int getInt(int at) {
        return address == 0 ? buffer.getInt(offset + at) : DirectBytes.getInt(addressOf(at, Integer.BYTES));
    }

    protected final void putInt(int at, int value) {
        if (address == 0) {
            buffer.putInt(offset + at, value);
        } else {
            DirectBytes.putInt(addressOf(at, Integer.BYTES), value);
        }
        markChanged(at);
    }

    protected final int getShort(int at) {
        return address == 0 ? buffer.getShort(offset + at) : DirectBytes.getShort(addressOf(at, Short.BYTES));
    }

    protected final void putShort(int at, int value) {
        if (address == 0) {
            buffer.putShort(offset + at, (short) value);
        } else {
            DirectBytes.putShort(addressOf(at, Short.BYTES), (short) value);
        }
        markChanged(at);
    }

    protected final int getByte(int at) {
        return address == 0 ? buffer.get(offset + at) : DirectBytes.getByte(addressOf(at, Byte.BYTES));
    }

    protected final void putByte(int at, int value) {
        if (address == 0) {
            buffer.put(offset + at, (byte) value);
        } else {
            DirectBytes.putByte(addressOf(at, Byte.BYTES), (byte) value);
        }
        markChanged(at);
    }

    private long addressOf(int at, int bytes) {
        DirectBytes.check(at, bytes, room);
        return address + at;
    }

    /** Zeroes {@code bytes} bytes, a multiple of 8. */
    protected final void zero(int at, int bytes) {
        for (int i = at; i < at + bytes; i += Long.BYTES) {
            putLong(i, 0);
        }
    }

    /** Hash of {@code count} words from {@code at} on, as {@link Hashing#words} has it. */
    protected final long hashOf(int at, int count) {
        return Hashing.words(buffer, offset + at, count);
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
