package org.medsettle.common;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.BufferUtil;
import org.agrona.UnsafeApi;

/**
 * Where the bytes of a direct buffer stand in memory. A read through {@code ByteBuffer} loads and compares several words
 * before it comes to its own; whoever reads many words of one place asks here once and goes by address.
 *
 * <p>Threads: stateless. Units: bytes, absolute offsets. Invariant: what {@link #address} gives lies inside the buffer's limit, and
 * is good for as long as somebody holds the buffer; everything else that takes or gives an address checks nothing.
 */
public final class DirectBytes {
    private static final ByteOrder NATIVE = ByteOrder.nativeOrder();
    /** Bound of an offset and of a length; both together are still no overflow, and no buffer of ours is as large. */
    private static final int MAX = (1 << 30) - 1;

    private DirectBytes() {}

    /**
     * Address of the buffer's first byte, or 0 where a buffer has to be asked: one on the heap, or in another byte order than the
     * machine's.
     */
    public static long base(ByteBuffer buffer) {
        return buffer.isDirect() && buffer.order() == NATIVE ? BufferUtil.address(buffer) : 0;
    }

    /**
     * Address of {@code bytes} bytes at {@code offset}, or 0 as in {@link #base}. Failure: {@link IndexOutOfBoundsException} when
     * they do not all lie in the buffer.
     */
    public static long address(ByteBuffer buffer, int offset, int bytes) {
        check(offset, bytes, buffer.limit());
        long base = base(buffer);
        return base == 0 ? 0 : base + offset;
    }

    /** The word {@code at} bytes behind {@code offset}, for which {@link #address} gave {@code address}. */
    public static long wordAt(ByteBuffer buffer, int offset, long address, int at) {
        return address == 0 ? buffer.getLong(offset + at) : UnsafeApi.getLong(address + at);
    }

    /** That {@code bytes} bytes at {@code offset} lie in {@code limit} bytes; for a constant offset one comparison is left of it. */
    public static void check(int offset, int bytes, int limit) {
        if (offset < 0 || offset > MAX || bytes < 0 || bytes > MAX || offset + bytes > limit) {
            throw new IndexOutOfBoundsException(bytes + " bytes at " + offset + " of " + limit);
        }
    }

    /** Reads at an address; like the accessors below, for a caller who has checked that the bytes lie in the buffer. */
    public static long getLong(long address) {
        return UnsafeApi.getLong(address);
    }

    public static void putLong(long address, long value) {
        UnsafeApi.putLong(address, value);
    }

    public static int getInt(long address) {
        return UnsafeApi.getInt(address);
    }

    public static void putInt(long address, int value) {
        UnsafeApi.putInt(address, value);
    }

    public static short getShort(long address) {
        return UnsafeApi.getShort(address);
    }

    public static void putShort(long address, short value) {
        UnsafeApi.putShort(address, value);
    }

    public static byte getByte(long address) {
        return UnsafeApi.getByte(address);
    }

    public static void putByte(long address, byte value) {
        UnsafeApi.putByte(address, value);
    }
}
