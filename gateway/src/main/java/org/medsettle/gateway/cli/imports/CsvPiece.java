package org.medsettle.gateway.cli.imports;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A run of whole lines of an import file, with the file's header in front when it is sent.
 *
 * <p>Threads: immutable. Units: line numbers from 1, as an editor counts them.
 */
final class CsvPiece {
    private final byte[] header;
    private final long firstLine;
    private final List<byte[]> lines;

    CsvPiece(byte[] header, long firstLine, List<byte[]> lines) {
        this.header = header;
        this.firstLine = firstLine;
        this.lines = List.copyOf(lines);
    }

    /** Header and lines as they are sent. */
    byte[] body() {
        int bytes = header.length + 1;
        for (byte[] line : lines) {
            bytes += line.length + 1;
        }
        byte[] body = new byte[bytes];
        int at = append(body, 0, header);
        for (byte[] line : lines) {
            at = append(body, at, line);
        }
        return body;
    }

    private static int append(byte[] body, int at, byte[] line) {
        System.arraycopy(line, 0, body, at, line.length);
        body[at + line.length] = '\n';
        return at + line.length + 1;
    }

    /** Lines that are not empty. */
    long count() {
        return lines.stream().filter(line -> line.length > 0).count();
    }

    /** The line of the file that the node calls {@code line}, whose line 1 is the header. */
    long fileLine(int line) {
        return firstLine + line - 2;
    }

    /** Text of a line as the node numbers it. */
    String text(int line) {
        int index = line - 2;
        return index >= 0 && index < lines.size() ? new String(lines.get(index), StandardCharsets.UTF_8) : "";
    }
}
