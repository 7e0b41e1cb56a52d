package org.medsettle.gateway.admin.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Walks the lines of one piece of an import file (UTF-8, a header, RFC 4180). A record never spans lines, so a line that
 * is broken in whatever way is broken alone.
 *
 * <p>Threads: confined to one thread. Units: bytes. Failure: {@link #open} answers why the header is refused; a broken
 * line comes out as one with a reason.
 */
public final class CsvLines {
    static final int MAX_LINE_BYTES = 8_192;
    private static final char REPLACEMENT = '\uFFFD';
    private static final CsvReader.CsvReaderBuilder QUOTED =
            CsvReader.builder().skipEmptyLines(false).allowUnclosedQuote(false);

    private final byte[] bytes;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private int at;
    private int number;
    private int[] order = new int[0];
    private boolean inOrder;

    public CsvLines(byte[] bytes) {
        this.bytes = bytes;
        boolean mark =
                bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        this.at = mark ? 3 : 0;
    }

    /** Reads the header. Answers {@code null} when it names exactly {@code columns}, in any order, else what is wrong. */
    public @Nullable String open(List<String> columns) {
        CsvLine header = read();
        if (header == null || header.reason() != null) {
            return "the first line must be the header " + String.join(",", columns);
        }
        List<String> names = header.values().stream().map(String::strip).toList();
        int[] found = new int[columns.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = names.indexOf(columns.get(i));
            if (found[i] < 0) {
                return "column " + columns.get(i) + " is missing; the header is " + String.join(",", columns);
            }
        }
        if (names.size() != columns.size()) {
            return "there are " + names.size() + " columns; the header is " + String.join(",", columns);
        }
        order = found;
        inOrder = Arrays.equals(found, IntStream.range(0, found.length).toArray());
        return null;
    }

    /** The next line that is not empty, or {@code null} at the end. */
    public @Nullable CsvLine next() {
        CsvLine line = read();
        if (line == null || line.reason() != null) {
            return line;
        }
        if (line.values().size() != order.length) {
            return CsvLine.unreadable(
                    line.number(), line.values().size() + " values in a line of " + order.length + " columns");
        }
        if (inOrder) {
            return line;
        }
        List<String> ordered = new ArrayList<>(order.length);
        for (int index : order) {
            ordered.add(line.values().get(index));
        }
        return new CsvLine(line.number(), ordered, null);
    }

    private @Nullable CsvLine read() {
        while (at < bytes.length) {
            int start = at;
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            at = end + 1;
            number++;
            if (end > start && bytes[end - 1] == '\r') {
                end--;
            }
            if (end > start) {
                return split(start, end);
            }
        }
        return null;
    }

    private CsvLine split(int start, int end) {
        if (end - start > MAX_LINE_BYTES) {
            return CsvLine.unreadable(number, "the line is longer than " + MAX_LINE_BYTES + " bytes");
        }
        // The constructor is several times faster than a decoder; what it could not read, it marks.
        String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(start, end)) {
            return CsvLine.unreadable(number, "the line is not UTF-8");
        }
        return text.indexOf('"') < 0 ? new CsvLine(number, plain(text), null) : quoted(text);
    }

    private boolean isUtf8(int start, int end) {
        try {
            decoder.decode(ByteBuffer.wrap(bytes, start, end - start));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private static List<String> plain(String text) {
        List<String> values = new ArrayList<>(12);
        int from = 0;
        for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', from)) {
            values.add(text.substring(from, comma));
            from = comma + 1;
        }
        values.add(text.substring(from));
        return values;
    }

    private CsvLine quoted(String text) {
        try {
            CsvRecord line = QUOTED.ofSingleCsvRecord(text);
            return new CsvLine(number, line.getFields(), null);
        } catch (CsvParseException malformed) {
            return CsvLine.unreadable(number, "the quotes of the line do not match (RFC 4180)");
        }
    }
}
