package org.medsettle.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.FullIo;

/**
 * Reads a snapshot from its first frame to its end and checks all of it: every checksum, the numbers of the frames, the
 * seal over them, the place of the end.
 *
 * <p>Threads: one. Units: bytes. Failure: {@link SnapshotDamageException} names what is wrong and where; {@link
 * IOException} when the disk refuses to read.
 */
@ThreadConfined(Threads.CALLER)
public final class SnapshotReader implements AutoCloseable {
    private static final int WINDOW_BYTES = 4 << 20;

    private final String name;
    private final DiskFile file;
    private final long fileBytes;
    private final ByteBuffer end;
    private final MessageDigest seal = SnapshotWriter.sha256();
    private ByteBuffer window;
    private long windowAt;

    private SnapshotReader(String name, DiskFile file) throws IOException {
        this.name = name;
        this.file = file;
        this.fileBytes = file.size();
        this.window = buffer((int) Math.min(WINDOW_BYTES, fileBytes)).limit(0);
        if (fileBytes < SnapshotDescriptor.HEADER_BYTES + SnapshotDescriptor.END_BYTES) {
            throw damage("it has only " + fileBytes + " bytes", 0);
        }
        this.end = readEnd();
    }

    /** Opens a snapshot and checks its first block and its end. */
    public static SnapshotReader open(DiskFiles files, String name) throws IOException {
        return over(name, files.openDirect(name));
    }

    private static SnapshotReader over(String name, DiskFile file) throws IOException {
        try {
            SnapshotReader reader = new SnapshotReader(name, file);
            reader.checkHeader();
            return reader;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Reads and checks a whole snapshot as it is on the disk, where that can be had past the page cache. */
    public static SnapshotInfo verify(DiskFiles files, String name) throws IOException {
        try (SnapshotReader reader = over(name, files.openDirect(name))) {
            SectionTable.read(reader.finalBody());
            reader.read((kind, section, body) -> {});
            return reader.info();
        }
    }

    public SnapshotInfo info() {
        byte[] proof = new byte[end.getInt(SnapshotDescriptor.END_PROOF_BYTES)];
        end.get(SnapshotDescriptor.END_PROOF, proof);
        return new SnapshotInfo(
                name,
                end.getLong(SnapshotDescriptor.END_SEQUENCE),
                end.getLong(SnapshotDescriptor.END_TIME),
                end.getLong(SnapshotDescriptor.END_DIGEST),
                new String(proof, StandardCharsets.US_ASCII),
                fileBytes);
    }

    /** The body of the final frame: the section table, then the state beside the sections. */
    ByteBuffer finalBody() throws IOException {
        long at = end.getLong(SnapshotDescriptor.END_FINAL_FRAME);
        long bytes = fileBytes - SnapshotDescriptor.END_BYTES - at;
        if (at < SnapshotDescriptor.HEADER_BYTES
                || bytes < SnapshotDescriptor.FRAME_HEADER_BYTES
                || bytes > SnapshotDescriptor.MAX_FINAL_FRAME_BYTES) {
            throw damage("a final frame of " + bytes + " bytes", at);
        }
        ByteBuffer frame = buffer((int) bytes);
        FullIo.read(file, frame, at);
        frame.flip();
        checkFrame(frame, 0, at, end.getLong(SnapshotDescriptor.END_FRAMES) - 1);
        if (frame.getShort(SnapshotDescriptor.FRAME_TYPE) != SnapshotDescriptor.TYPE_FINAL
                || frame.getInt(SnapshotDescriptor.FRAME_BODY_BYTES) != bytes - SnapshotDescriptor.FRAME_HEADER_BYTES) {
            throw damage("the last frame is not the final one", at);
        }
        return frame.position(SnapshotDescriptor.FRAME_HEADER_BYTES);
    }

    /** Shows every frame of runs, in order, after it has been checked. */
    void read(FrameVisitor visitor) throws IOException {
        long finalAt = end.getLong(SnapshotDescriptor.END_FINAL_FRAME);
        long frames = end.getLong(SnapshotDescriptor.END_FRAMES);
        long at = SnapshotDescriptor.HEADER_BYTES;
        for (long number = 0; number < frames; number++) {
            int start = frameInWindow(at, number);
            int bytes =
                    SnapshotDescriptor.FRAME_HEADER_BYTES + window.getInt(start + SnapshotDescriptor.FRAME_BODY_BYTES);
            int type = window.getShort(start + SnapshotDescriptor.FRAME_TYPE);
            if ((at == finalAt) != (type == SnapshotDescriptor.TYPE_FINAL)) {
                throw damage("a frame of type " + type, at);
            }
            if (type == SnapshotDescriptor.TYPE_RUNS) {
                visitor.frame(
                        window.getShort(start + SnapshotDescriptor.FRAME_KIND),
                        window.getLong(start + SnapshotDescriptor.FRAME_SECTION),
                        window.slice(
                                        start + SnapshotDescriptor.FRAME_HEADER_BYTES,
                                        bytes - SnapshotDescriptor.FRAME_HEADER_BYTES)
                                .order(ByteOrder.LITTLE_ENDIAN));
            }
            at += bytes;
        }
        if (at != fileBytes - SnapshotDescriptor.END_BYTES) {
            throw damage("the frames end too early", at);
        }
        byte[] expected = new byte[SnapshotDescriptor.SEAL_BYTES];
        end.get(SnapshotDescriptor.END_SEAL, expected);
        if (!Arrays.equals(expected, seal.digest())) {
            throw damage("the seal does not fit the frames", at);
        }
    }

    private ByteBuffer readEnd() throws IOException {
        ByteBuffer block = buffer(SnapshotDescriptor.END_BYTES);
        long at = fileBytes - SnapshotDescriptor.END_BYTES;
        FullIo.read(file, block, at);
        if (block.getLong(0) != SnapshotDescriptor.END_MAGIC
                || block.getInt(SnapshotDescriptor.END_CHECKSUM)
                        != Checksums.of(block, 0, SnapshotDescriptor.END_CHECKSUM)) {
            throw damage("it has no whole end", at);
        }
        int proofBytes = block.getInt(SnapshotDescriptor.END_PROOF_BYTES);
        if (proofBytes < 0 || proofBytes > SnapshotDescriptor.MAX_PROOF_BYTES) {
            throw damage("a proof of " + proofBytes + " bytes", at);
        }
        return block;
    }

    private void checkHeader() throws IOException {
        ByteBuffer header = buffer(SnapshotDescriptor.HEADER_BYTES);
        FullIo.read(file, header, 0);
        if (header.getLong(0) != SnapshotDescriptor.MAGIC) {
            throw damage("it does not begin like a snapshot", 0);
        }
        int version = header.getInt(SnapshotDescriptor.HEADER_VERSION);
        if (version != SnapshotDescriptor.FORMAT_VERSION) {
            throw damage("format " + version + ", this version knows " + SnapshotDescriptor.FORMAT_VERSION, 0);
        }
        if (header.getInt(SnapshotDescriptor.HEADER_CHECKSUM)
                != Checksums.of(header, 0, SnapshotDescriptor.HEADER_CHECKSUM)) {
            throw damage("its first block is damaged", 0);
        }
    }

    /** Brings the frame at {@code at} into the window, checks it, and answers where it begins there. */
    private int frameInWindow(long at, long number) throws IOException {
        int start = bytesInWindow(at, SnapshotDescriptor.FRAME_HEADER_BYTES);
        int bodyBytes = window.getInt(start + SnapshotDescriptor.FRAME_BODY_BYTES);
        if (bodyBytes < 0
                || bodyBytes > SnapshotDescriptor.MAX_FINAL_FRAME_BYTES
                || bodyBytes > fileBytes - at - SnapshotDescriptor.FRAME_HEADER_BYTES) {
            throw damage("a frame of " + bodyBytes + " bytes", at);
        }
        start = bytesInWindow(at, SnapshotDescriptor.FRAME_HEADER_BYTES + bodyBytes);
        checkFrame(window, start, at, number);
        seal.update(window.slice(start, SnapshotDescriptor.FRAME_HEADER_BYTES));
        return start;
    }

    private void checkFrame(ByteBuffer buffer, int start, long at, long number) {
        int bytes = SnapshotDescriptor.FRAME_HEADER_BYTES + buffer.getInt(start + SnapshotDescriptor.FRAME_BODY_BYTES);
        if (bytes < SnapshotDescriptor.FRAME_HEADER_BYTES || bytes > buffer.limit() - start) {
            throw damage("a frame of " + bytes + " bytes", at);
        }
        if (buffer.getInt(start) != Checksums.of(buffer, start + Integer.BYTES, start + bytes)) {
            throw damage("frame " + number + " has a wrong checksum", at);
        }
        if (buffer.getLong(start + SnapshotDescriptor.FRAME_NUMBER) != number) {
            throw damage("another frame stands in the place of frame " + number, at);
        }
    }

    private int bytesInWindow(long at, int bytes) throws IOException {
        if (at < windowAt || at + bytes > windowAt + window.limit()) {
            if (window.capacity() < bytes) {
                window = buffer(bytes);
            }
            window.clear().limit((int) Math.min(window.capacity(), fileBytes - at));
            FullIo.read(file, window, at);
            window.flip();
            windowAt = at;
        }
        return (int) (at - windowAt);
    }

    SnapshotDamageException damage(String what, long at) {
        return new SnapshotDamageException("snapshot " + name + ", offset " + at + ": " + what);
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Receives the runs of one frame. */
    @FunctionalInterface
    interface FrameVisitor {
        /** {@code body} holds runs from its position to its limit and is overwritten after the call. */
        void frame(int kind, long section, ByteBuffer body);
    }
}
