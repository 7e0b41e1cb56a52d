package org.medsettle.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.FullIo;

/**
 * Writes one snapshot beside the others and gives it its name only when it is whole, forced and has been read back.
 *
 * <p>Threads: one, the snapshot thread. Units: bytes. Failure: {@link IOException}; {@link #close} deletes the unnamed file, and if it
 * cannot, the next snapshot or the next start does. A failed force is final for this snapshot, never for the node: nothing depends
 * on it yet.
 */
@ThreadConfined(Threads.SNAPSHOT)
public final class SnapshotWriter implements AutoCloseable {
    private final DiskFiles files;
    private final DiskFile file;
    private final MessageDigest seal = sha256();
    private final byte[] frameHeader = new byte[SnapshotDescriptor.FRAME_HEADER_BYTES];
    private long position;
    private long frames;
    private long finalFrameAt;
    private boolean finished;

    private SnapshotWriter(DiskFiles files, DiskFile file) {
        this.files = files;
        this.file = file;
    }

    /** Starts a file of its own; what is left of an earlier attempt goes. */
    public static SnapshotWriter begin(DiskFiles files, long nowMs) throws IOException {
        new SnapshotCatalog(files).tidy();
        SnapshotWriter writer = new SnapshotWriter(files, files.createDirect(SnapshotDescriptor.WRITING_NAME));
        ByteBuffer header = block(SnapshotDescriptor.HEADER_BYTES);
        header.putLong(0, SnapshotDescriptor.MAGIC);
        header.putInt(SnapshotDescriptor.HEADER_VERSION, SnapshotDescriptor.FORMAT_VERSION);
        header.putInt(SnapshotDescriptor.HEADER_LENGTH, SnapshotDescriptor.HEADER_BYTES);
        header.putLong(SnapshotDescriptor.HEADER_CREATED, nowMs);
        header.putInt(SnapshotDescriptor.HEADER_CHECKSUM, Checksums.of(header, 0, SnapshotDescriptor.HEADER_CHECKSUM));
        try {
            writer.write(header);
        } catch (IOException | RuntimeException failed) {
            writer.close();
            throw failed;
        }
        return writer;
    }

    /** Appends a frame. */
    public void append(Frame frame) throws IOException {
        ByteBuffer bytes = frame.seal(frames++);
        bytes.get(0, frameHeader);
        seal.update(frameHeader);
        finalFrameAt = position;
        write(bytes);
    }

    /**
     * Completes the snapshot, whose last frame was the final one: writes its end, forces it, reads all of it back and names
     * it. {@code journalPosition} says where the journal stood, and that the end point is durable in it.
     */
    public SnapshotInfo finish(ImageCopier.EndPoint end, String journalPosition) throws IOException {
        ByteBuffer block = block(SnapshotDescriptor.END_BYTES);
        block.putLong(0, SnapshotDescriptor.END_MAGIC);
        block.putLong(SnapshotDescriptor.END_SEQUENCE, end.sequence());
        block.putLong(SnapshotDescriptor.END_TIME, end.timeMs());
        block.putLong(SnapshotDescriptor.END_DIGEST, end.digest());
        block.putLong(SnapshotDescriptor.END_FRAMES, frames);
        block.putLong(SnapshotDescriptor.END_FINAL_FRAME, finalFrameAt);
        block.put(SnapshotDescriptor.END_SEAL, seal.digest());
        byte[] proof = journalPosition.getBytes(StandardCharsets.US_ASCII);
        block.putInt(SnapshotDescriptor.END_PROOF_BYTES, proof.length);
        block.put(SnapshotDescriptor.END_PROOF, proof);
        block.putInt(SnapshotDescriptor.END_CHECKSUM, Checksums.of(block, 0, SnapshotDescriptor.END_CHECKSUM));
        write(block);
        file.force(true);
        file.close();
        SnapshotInfo written = SnapshotReader.verify(files, SnapshotDescriptor.WRITING_NAME);
        String name = SnapshotDescriptor.fileName(end.sequence());
        if (files.list().contains(name)) {
            files.delete(name); // of the same state, and perhaps damaged; the new one has just been read
        }
        files.rename(SnapshotDescriptor.WRITING_NAME, name);
        finished = true;
        files.forceDirectory();
        return new SnapshotInfo(
                name, written.sequence(), written.timeMs(), written.digest(), written.position(), written.fileBytes());
    }

    /** Bytes written so far. */
    public long bytes() {
        return position;
    }

    private void write(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        FullIo.write(file, bytes, position);
        position += length;
    }

    private static ByteBuffer block(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Lets the file go. Without {@link #finish} it never gets a name and is deleted at once: a disk that it has filled must
     * not stay full, or the node could take no new money.
     */
    @Override
    public void close() throws IOException {
        file.close();
        if (!finished) {
            new SnapshotCatalog(files).tidy();
        }
    }
}
