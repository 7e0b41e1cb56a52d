package org.medsettle.snapshot;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.state.ImageSection;

/**
 * One frame of a snapshot while it is being filled: a header, then runs of bytes of one section, or the final body.
 *
 * <p>Threads: one at a time; it changes hands between the state machine, which fills it, and the writer, which numbers it,
 * seals it with its checksum and writes it. Units: bytes. Invariant: little-endian, padded to 8.
 */
@ThreadConfined(Threads.CALLER)
public final class Frame {
    private static final int FIRST_FINAL_BYTES = 1 << 20;

    private ByteBuffer buffer;
    private boolean isTooSmall;

    private Frame(int capacity) {
        buffer = buffer(capacity);
    }

    private static ByteBuffer buffer(int capacity) {
        return ByteBuffer.allocateDirect(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A frame for runs. */
    public static Frame ofRuns() {
        return new Frame(SnapshotDescriptor.MAX_RUNS_FRAME_BYTES);
    }

    /** The frame for the section table and the state. */
    public static Frame ofFinal() {
        return ofFinal(FIRST_FINAL_BYTES);
    }

    /** The same with room for so many bytes at first. */
    public static Frame ofFinal(int capacity) {
        return new Frame(capacity);
    }

    /** The state machine did not get everything into the final frame. */
    void askForRoom() {
        isTooSmall = true;
    }

    /**
     * Twice the room, if that was asked for; to be called before the final frame is asked for again. Memory is not made at its largest
     * beforehand: the JDK zeroes it in one go, and whoever wants to stop all threads, as the collector does, waits for that.
     */
    public void makeRoom() {
        if (!isTooSmall) {
            return;
        }
        int more = 2 * buffer.capacity();
        if (more > SnapshotDescriptor.MAX_FINAL_FRAME_BYTES) {
            throw new IllegalStateException(
                    "the state beside the sections needs more than " + buffer.capacity() + " bytes");
        }
        buffer = buffer(more);
        isTooSmall = false;
    }

    /** Starts anew, for runs of {@code section}. */
    void begin(ImageSection section) {
        begin(SnapshotDescriptor.TYPE_RUNS, section.kind().code(), section.number());
    }

    /** Starts anew, for the final body. */
    void beginFinal() {
        begin(SnapshotDescriptor.TYPE_FINAL, 0, 0);
    }

    private void begin(int type, int kind, long section) {
        buffer.clear();
        buffer.putInt(0).putInt(0).putShort((short) type).putShort((short) kind).putInt(0);
        buffer.putLong(section).putLong(0);
    }

    /** Most bytes of a section that one more run can have, a multiple of {@code granuleBytes}; 0 when the frame is full. */
    int room(int granuleBytes) {
        int left = buffer.remaining() - SnapshotDescriptor.RUN_HEADER_BYTES - Long.BYTES;
        return left < granuleBytes ? 0 : left - left % granuleBytes;
    }

    /** Appends one run. */
    void run(ImageSection section, long offset, int length) {
        buffer.putLong(offset).putInt(length).putInt(0);
        section.copy(offset, length, buffer);
        pad();
    }

    private void pad() {
        while ((buffer.position() & 7) != 0) {
            buffer.put((byte) 0);
        }
    }

    boolean isEmpty() {
        return buffer.position() == SnapshotDescriptor.FRAME_HEADER_BYTES;
    }

    /** The buffer behind the header, to be written to. */
    ByteBuffer body() {
        return buffer;
    }

    /** Completes header and checksum and answers all bytes of the frame, ready to be written. */
    ByteBuffer seal(long number) {
        pad();
        buffer.flip();
        buffer.putInt(SnapshotDescriptor.FRAME_BODY_BYTES, buffer.limit() - SnapshotDescriptor.FRAME_HEADER_BYTES);
        buffer.putLong(SnapshotDescriptor.FRAME_NUMBER, number);
        buffer.putInt(SnapshotDescriptor.FRAME_CHECKSUM, Checksums.of(buffer, Integer.BYTES, buffer.limit()));
        return buffer;
    }
}
