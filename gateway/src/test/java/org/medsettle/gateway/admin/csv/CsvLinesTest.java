package org.medsettle.gateway.admin.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Goal: lines come out as RFC 4180 has them, and a broken one breaks nothing but itself. */
class CsvLinesTest {
    @Test
    void shouldReadColumnsInAnyOrderWithQuotesBlanksAndByteOrderMark() {
        CsvLines lines = lines("\uFEFFb,a\r\n\"1, \"\"one\"\"\", 2 \r\n\n3,\n");

        assertNull(lines.open(List.of("a", "b")));

        CsvLine first = lines.next();
        assertEquals(2, first.number());
        assertEquals("2", first.get(0));
        assertEquals("1, \"one\"", first.get(1));
        CsvLine second = lines.next();
        assertEquals(4, second.number());
        assertEquals("", second.get(0));
        assertEquals("3", second.get(1));
        assertNull(lines.next());
    }

    @Test
    void shouldRefuseAHeaderByTheColumnThatIsWrong() {
        assertTrue(lines("").open(List.of("a")).contains("the first line must be the header a"));
        assertTrue(lines("a,c\n").open(List.of("a", "b")).contains("column b is missing"));
        assertTrue(lines("a,b,c\n").open(List.of("a", "b")).contains("there are 3 columns"));
    }

    @Test
    void shouldKeepABrokenLineToItself() {
        byte[] broken =
                ("a,b\n\"1,2\n1\n1,2,3\nx" + "y".repeat(9_000) + "\n?,2\n1,2\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < broken.length; i++) {
            broken[i] = broken[i] == '?' ? (byte) 0xC3 : broken[i];
        }
        CsvLines lines = new CsvLines(broken);
        assertNull(lines.open(List.of("a", "b")));

        assertTrue(lines.next().reason().contains("quotes"));
        assertEquals("1 values in a line of 2 columns", lines.next().reason());
        assertEquals("3 values in a line of 2 columns", lines.next().reason());
        assertTrue(lines.next().reason().contains("longer than"));
        assertEquals("the line is not UTF-8", lines.next().reason());
        assertEquals("2", lines.next().get(1));
        assertNull(lines.next());
    }

    private static CsvLines lines(String text) {
        return new CsvLines(text.getBytes(StandardCharsets.UTF_8));
    }
}
