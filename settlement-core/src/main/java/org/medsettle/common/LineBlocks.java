package org.medsettle.common;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file of lines, the first of them a header, into blocks of whole lines.
 *
 * <p>Threads: one. Units: bytes; line numbers from 1, as an editor counts them. Invariant: memory is bounded whatever the
 * file holds: of a line longer than any good one only so much is kept that whoever reads it can say so.
 */
public final class LineBlocks implements Closeable {
    private static final int LINE_BYTES_KEPT = 10_000;
    private static final int READ_BYTES = 1 << 17;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final int blockBytes;
    private final byte[] input = new byte[READ_BYTES];
    private final byte[] header;
    private int at;
    private int limit;
    private long lines;

    /** Reads the header: the first line that is not empty, without a byte order mark. */
    public LineBlocks(InputStream in, int blockBytes) throws IOException {
        this.in = in;
        this.blockBytes = blockBytes;
        header = firstLine();
    }

    /**
     * Whole lines under the file's header.
     *
     * @param bytes the header and the lines, each ended by a line feed
     * @param firstLine number of the first of them in the file
     * @param lines how many are not empty
     */
    @SuppressWarnings("ArrayRecordComponent") // a buffer that is handed on, never compared
    public record Block(byte[] bytes, long firstLine, int lines) {
        /** The line of the file that is line {@code number} of this block, whose line 1 is the header. */
        public long fileLine(int number) {
            return firstLine + number - 2;
        }

        /** Text of line {@code number} of this block. */
        public String text(int number) {
            int from = 0;
            for (int i = 1; i < number && from < bytes.length; i++) {
                from = endOf(from) + 1;
            }
            return from >= bytes.length
                    ? ""
                    : new String(bytes, from, endOf(from) - from, StandardCharsets.UTF_8).stripTrailing();
        }

        private int endOf(int from) {
            int end = from;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            return end;
        }
    }

    /** The header as text. */
    public String header() {
        return new String(header, StandardCharsets.UTF_8).stripTrailing();
    }

    private byte[] firstLine() throws IOException {
        byte[] block = new byte[LINE_BYTES_KEPT + 1];
        byte[] first = {};
        while (first.length == 0 && (at < limit || fill())) {
            int length = line(block, 0);
            int from = lines == 1 && startsWithMark(block) ? MARK.length : 0;
            first = Arrays.copyOfRange(block, Math.min(from, length), Math.max(from, length - 1));
        }
        return first;
    }

    private static boolean startsWithMark(byte[] first) {
        return Arrays.equals(first, 0, MARK.length, MARK, 0, MARK.length);
    }

    /** The next block, or {@code null} at the end of the file. */
    public @Nullable Block next() throws IOException {
        long firstLine = lines + 1;
        byte[] block = new byte[header.length + 1 + blockBytes + LINE_BYTES_KEPT + 1];
        System.arraycopy(header, 0, block, 0, header.length);
        block[header.length] = '\n';
        int length = header.length + 1;
        int full = length + blockBytes;
        int filled = 0;
        while (length < full && (at < limit || fill())) {
            int end = line(block, length);
            filled += end > length ? 1 : 0;
            block[end == length ? length : end - 1] = '\n';
            length = Math.max(end, length + 1);
        }
        return lines < firstLine ? null : new Block(Arrays.copyOf(block, length), firstLine, filled);
    }

    /** Copies one line and a line feed behind it; answers where that ends, {@code to} itself for an empty line. */
    private int line(byte[] block, int to) throws IOException {
        int length = 0;
        boolean ended = false;
        while (!ended && (at < limit || fill())) {
            int end = at;
            while (end < limit && input[end] != '\n') {
                end++;
            }
            int kept = Math.min(end - at, LINE_BYTES_KEPT - length);
            System.arraycopy(input, at, block, to + length, kept);
            length += kept;
            ended = end < limit;
            at = ended ? end + 1 : end;
        }
        lines++;
        if (length > 0 && block[to + length - 1] == '\r') {
            length--;
        }
        if (length == 0) {
            return to;
        }
        block[to + length] = '\n';
        return to + length + 1;
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(input));
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
