package org.medsettle.bench.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.HdrHistogram.Histogram;

/**
 * Writes and forces one block after the other into a file that was filled with zeroes before: the least that durability
 * costs on this disk, with nothing of ours in between.
 *
 * <p>Threads: one. Units: nanoseconds, bytes.
 */
public final class DiskProbe {
    private static final int FILE_BYTES = 64 << 20;
    private static final int FILL_BYTES = 1 << 20;
    private static final long MAX_NS = 60_000_000_000L;

    private DiskProbe() {}

    /** Durations of write and force of {@code blockBytes}, back to back for {@code seconds}. */
    public static Histogram run(Path directory, int blockBytes, int seconds) throws IOException {
        Path file = Files.createTempFile(directory, "medsettle-disk-", ".bin");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            fill(channel);
            Histogram tookNs = new Histogram(1, MAX_NS, 3);
            ByteBuffer block = ByteBuffer.allocateDirect(blockBytes);
            long position = 0;
            long endNs = System.nanoTime() + seconds * 1_000_000_000L;
            for (long startNs = System.nanoTime(); startNs < endNs; startNs = System.nanoTime()) {
                block.clear();
                block.putLong(0, startNs);
                channel.write(block, position);
                channel.force(false);
                tookNs.recordValue(Math.min(MAX_NS, System.nanoTime() - startNs));
                position = position + 2L * blockBytes > FILE_BYTES ? 0 : position + blockBytes;
            }
            return tookNs;
        } finally {
            Files.delete(file);
        }
    }

    private static void fill(FileChannel channel) throws IOException {
        ByteBuffer zeroes = ByteBuffer.allocateDirect(FILL_BYTES);
        for (long position = 0; position < FILE_BYTES; position += FILL_BYTES) {
            zeroes.clear();
            channel.write(zeroes, position);
        }
        channel.force(true);
    }
}
