package org.medsettle.gateway.trail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The file of one day, open for adding lines.
 *
 * <p>Units: bytes. Invariant: what stands below {@link #forcedBytes} is on stable storage and is never touched again; what
 * stands above was never confirmed to anybody and is cut off before the next line. Failure: {@link IOException}; after one,
 * the file is opened anew.
 */
@ThreadConfined(Threads.AUDIT_TRAIL)
final class TrailFile implements AutoCloseable {
    /** Longer than any line; what is looked at to find the last one. */
    private static final int TAIL_BYTES = 16_384;

    private final LocalDate day;
    private final FileChannel channel;
    private final @Nullable AuditLine lastLine;
    private long forcedBytes;

    private TrailFile(LocalDate day, FileChannel channel, @Nullable AuditLine lastLine, long soundBytes) {
        this.day = day;
        this.channel = channel;
        this.lastLine = lastLine;
        forcedBytes = soundBytes;
    }

    /** Opens or makes the file of {@code day} and cuts off a torn last line. */
    static TrailFile open(TrailDirectory directory, LocalDate day) throws IOException {
        Path file = directory.file(day);
        boolean isNew = !Files.exists(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            TrailFile opened = onLastLine(day, file, channel);
            opened.cutBack();
            if (isNew) {
                force(directory.path());
            }
            return opened;
        } catch (IOException | RuntimeException failed) {
            channel.close();
            throw failed;
        }
    }

    private static TrailFile onLastLine(LocalDate day, Path file, FileChannel channel) throws IOException {
        long from = Math.max(0, channel.size() - TAIL_BYTES);
        ByteBuffer tail = ByteBuffer.allocate((int) (channel.size() - from));
        while (tail.hasRemaining() && channel.read(tail, from + tail.position()) >= 0) {
            // Until all is read.
        }
        int end = lastLineFeed(tail.array(), tail.position() - 1);
        if (end < 0) {
            if (from > 0) {
                throw new IOException(file + " has no line in its last " + TAIL_BYTES + " bytes");
            }
            return new TrailFile(day, channel, null, 0);
        }
        int start = lastLineFeed(tail.array(), end - 1) + 1;
        AuditLine last = AuditLine.of(Arrays.copyOfRange(tail.array(), start, end));
        if (last == null) {
            throw new IOException("the last line of " + file + " is damaged");
        }
        return new TrailFile(day, channel, last, from + end + 1);
    }

    private static int lastLineFeed(byte[] bytes, int from) {
        int at = from;
        while (at >= 0 && bytes[at] != '\n') {
            at--;
        }
        return at;
    }

    LocalDate day() {
        return day;
    }

    /** The last line found when the file was opened; {@code null} when it was empty. */
    @Nullable
    AuditLine lastLine() {
        return lastLine;
    }

    long forcedBytes() {
        return forcedBytes;
    }

    /** Adds lines and forces them. */
    void append(ByteBuffer lines) throws IOException {
        long at = forcedBytes;
        while (lines.hasRemaining()) {
            at += channel.write(lines, at);
        }
        channel.force(false);
        forcedBytes = at;
    }

    /** Takes back what was written but not confirmed. */
    private void cutBack() throws IOException {
        if (channel.size() > forcedBytes) {
            channel.truncate(forcedBytes);
            channel.force(true);
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
