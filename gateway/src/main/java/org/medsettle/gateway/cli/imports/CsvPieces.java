package org.medsettle.gateway.cli.imports;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an import file into pieces of whole lines.
 *
 * <p>Threads: one. Units: bytes. Invariant: memory is bounded whatever the file holds: of a line longer than any good one
 * only so much is kept that the node can say so.
 */
final class CsvPieces implements AutoCloseable {
    private static final int PIECE_BYTES = 1 << 19;
    private static final int LINE_BYTES_KEPT = 10_000;

    private final InputStream in;
    private final byte[] header;
    private long line;
    private boolean atEnd;

    CsvPieces(Path file) throws IOException {
        in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        byte[] first = read();
        first = first == null ? null : withoutMark(first);
        while (first != null && first.length == 0) {
            first = read();
        }
        header = first == null ? new byte[0] : first;
    }

    private static byte[] withoutMark(byte[] first) {
        String text = new String(first, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1).getBytes(StandardCharsets.UTF_8) : first;
    }

    /** The header as text. */
    String header() {
        return new String(header, StandardCharsets.UTF_8);
    }

    /** The next piece, or {@code null} at the end of the file. */
    @Nullable
    CsvPiece next() throws IOException {
        long firstLine = line + 1;
        List<byte[]> lines = new ArrayList<>();
        int bytes = 0;
        while (bytes < PIECE_BYTES) {
            byte[] next = read();
            if (next == null) {
                break;
            }
            lines.add(next);
            bytes += next.length + 1;
        }
        return lines.isEmpty() ? null : new CsvPiece(header, firstLine, lines);
    }

    private byte @Nullable [] read() throws IOException {
        if (atEnd) {
            return null;
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream(160);
        int next = in.read();
        while (next >= 0 && next != '\n') {
            if (next != '\r' && kept.size() < LINE_BYTES_KEPT) {
                kept.write(next);
            }
            next = in.read();
        }
        atEnd = next < 0;
        if (atEnd && kept.size() == 0) {
            return null;
        }
        line++;
        return kept.toByteArray();
    }

    /** Counts the lines of a file that are not empty, the header aside. */
    static long countLines(Path file) throws IOException {
        long count = 0;
        try (CsvPieces pieces = new CsvPieces(file)) {
            CsvPiece piece = pieces.next();
            while (piece != null) {
                count += piece.count();
                piece = pieces.next();
            }
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
