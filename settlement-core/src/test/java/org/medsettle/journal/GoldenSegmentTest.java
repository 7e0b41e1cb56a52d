package org.medsettle.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.MemoryDisk;
import org.medsettle.journal.Journals.Body;
import org.medsettle.journal.Journals.Entry;
import org.medsettle.journal.RecoveryOutcome.Clean;

/**
 * The format, byte for byte: the dump here is the one that docs/spec/journal-format.md explains. A change of these bytes is
 * a change of the format version.
 */
@ThreadConfined(Threads.CALLER)
class GoldenSegmentTest {
    private static final int LINE_BYTES = 16;
    private static final String FILE = SegmentDescriptor.fileName(1);
    private static final List<Entry> COMMANDS = List.of(
            new Entry(1, Journals.CREATED_MS, 1, 1, new Body("first".getBytes(StandardCharsets.US_ASCII))),
            new Entry(2, Journals.CREATED_MS + 5, 0x1234, 2, Journals.body("")),
            new Entry(3, Journals.CREATED_MS + 4, 0xFFFF, 3, Journals.body("0102030405060708")));

    @Test
    void shouldWriteGoldenBytes() throws IOException {
        assertEquals(golden(), dump(writeGolden().bytes(FILE)));
    }

    @Test
    void shouldReadGoldenBytes() throws IOException {
        MemoryDisk disk = new MemoryDisk(1);
        disk.put(FILE, parse(golden()));

        Journals.Replayed replayed = Journals.replay(disk);

        assertEquals(new Clean(3, 3, 4), replayed.outcome());
        assertEquals(COMMANDS, replayed.entries());
    }

    private static MemoryDisk writeGolden() {
        MemoryDisk disk = new MemoryDisk(1);
        LocalJournal journal = Journals.open(disk);
        Journals.replay(journal, 1);
        Journals.append(journal, COMMANDS.get(0));
        Journals.append(journal, COMMANDS.get(1));
        journal.commit();
        Journals.append(journal, COMMANDS.get(2));
        journal.commit();
        journal.close();
        return disk;
    }

    private static String golden() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(GoldenSegmentTest.class.getResourceAsStream("/journal/golden-segment.hex"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    /** Offset and sixteen bytes a line; lines of zeroes are left out, the last line gives the length. */
    private static String dump(byte[] bytes) {
        HexFormat hex = HexFormat.ofDelimiter(" ");
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < bytes.length; at += LINE_BYTES) {
            String line = hex.formatHex(bytes, at, at + LINE_BYTES);
            if (line.chars().anyMatch(c -> c != '0' && c != ' ')) {
                out.append(String.format(Locale.ROOT, "%06x  %s\n", at, line));
            }
        }
        return out.append(String.format(Locale.ROOT, "%06x\n", bytes.length)).toString();
    }

    private static byte[] parse(String dump) {
        List<String> lines = dump.lines().toList();
        byte[] bytes = new byte[Integer.parseInt(lines.get(lines.size() - 1), 16)];
        for (String line : lines.subList(0, lines.size() - 1)) {
            int at = Integer.parseInt(line.substring(0, 6), 16);
            byte[] row = HexFormat.ofDelimiter(" ").parseHex(line.substring(8));
            System.arraycopy(row, 0, bytes, at, row.length);
        }
        return bytes;
    }
}
