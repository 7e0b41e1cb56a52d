package org.medsettle.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.medsettle.common.LineBlocks.Block;

class LineBlocksTest {
    private static LineBlocks blocks(String text, int blockBytes) throws IOException {
        return new LineBlocks(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), blockBytes);
    }

    private static String text(@Nullable Block block) {
        assertNotNull(block);
        return new String(block.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void shouldPutTheHeaderBeforeEveryBlock() throws IOException {
        LineBlocks blocks = blocks("a,b\n1,2\n3,4\n5,6\n", 5);

        Block first = blocks.next();
        Block second = blocks.next();

        assertEquals("a,b", blocks.header());
        assertEquals("a,b\n1,2\n3,4\n", text(first));
        assertEquals("a,b\n5,6\n", text(second));
        assertEquals(4, second.firstLine());
        assertEquals(4, second.fileLine(2));
        assertEquals("5,6", second.text(2));
        assertNull(blocks.next());
    }

    @Test
    void shouldReadALastLineWithoutEndAndLinesOfOtherSystems() throws IOException {
        LineBlocks blocks = blocks("\uFEFFa,b\r\n1,2\r\n\r\n3,4", 100);

        Block only = blocks.next();

        assertEquals("a,b\n1,2\n\n3,4\n", text(only));
        assertEquals(2, only.lines());
        assertEquals("3,4", only.text(4));
        assertEquals(4, only.fileLine(4));
        assertNull(blocks.next());
    }

    @Test
    void shouldFindTheHeaderBehindAMarkAloneInItsLine() throws IOException {
        LineBlocks blocks = blocks("\uFEFF\r\n\r\na,b\r\n1,2\r\n", 100);

        assertEquals("a,b", blocks.header());
        assertEquals(4, blocks.next().fileLine(2));
    }

    @Test
    void shouldAnswerNothingForAFileThatIsEmptyOrOnlyAHeader() throws IOException {
        assertNull(blocks("", 10).next());
        assertNull(blocks("a,b", 10).next());
        assertNull(blocks("\n\na,b\n", 10).next());
    }

    @Test
    void shouldKeepOnlySoMuchOfAHugeLine() throws IOException {
        LineBlocks blocks = blocks("h\n" + "x".repeat(1_000_000) + "\n2\n", 16);

        assertEquals(10_000 + 3, text(blocks.next()).length());
        assertEquals("h\n2\n", text(blocks.next()));
    }

    /** Against the JDK's own lines, for files of any shape that come in reads of any size. */
    @Test
    void shouldLoseAndInventNoLine() throws IOException {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            StringBuilder file = new StringBuilder("h\n");
            int count = random.nextInt(400);
            for (int i = 0; i < count; i++) {
                file.append("x".repeat(random.nextInt(30))).append('\n');
            }
            InputStream trickle = new ByteArrayInputStream(file.toString().getBytes(StandardCharsets.US_ASCII)) {
                @Override
                public synchronized int read(byte[] into, int at, int most) {
                    return super.read(into, at, 1 + random.nextInt(Math.min(most, 40)));
                }

                @Override
                public int read(byte[] into) {
                    return read(into, 0, into.length);
                }
            };
            List<String> read = new ArrayList<>();
            try (LineBlocks blocks = new LineBlocks(trickle, 1 + random.nextInt(200))) {
                for (Block block = blocks.next(); block != null; block = blocks.next()) {
                    List<String> lines = text(block).lines().toList();
                    assertEquals(read.size() + 2, block.firstLine(), "seed " + seed);
                    read.addAll(lines.subList(1, lines.size()));
                }
            }
            assertEquals(file.toString().lines().skip(1).toList(), read, "seed " + seed);
            assertTrue(read.size() == count, "seed " + seed);
        }
    }
}
