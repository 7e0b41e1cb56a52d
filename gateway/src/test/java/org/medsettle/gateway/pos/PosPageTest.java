package org.medsettle.gateway.pos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.medsettle.gateway.pos.PosDoor.LONG_MS;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.medsettle.gateway.pos.codec.PageTables;

/** Holds the door to every frame and every row of its page. */
class PosPageTest {
    private static final Pattern BLOCK =
            Pattern.compile("```frames (iso87b|cup)\n>((?:[ 0-9A-F]+\n)+)<((?:[ 0-9A-F]+\n)+)```");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([0-9]{1,2}) \\| [^|]+ \\| ([^|]+) \\| ([^|]+) \\|");

    private static String page() throws IOException {
        Path fromModule = Path.of("..", "docs", "spec", "pos.md");
        Path page = Files.exists(fromModule) ? fromModule : Path.of("docs", "spec", "pos.md");
        return Files.readString(page, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String dump) {
        return HexFormat.of().parseHex(dump.replaceAll("\\s", ""));
    }

    @Test
    void shouldAnswerEveryFrameOfThePageAsThePageSays() throws Exception {
        int frames = 0;
        try (PosDoor door = new PosDoor(64, LONG_MS, LONG_MS, LONG_MS, LONG_MS)) {
            door.link.answerAll(PosReplies::answer);
            Matcher block = BLOCK.matcher(page());
            while (block.find()) {
                try (Socket socket = door.raw(block.group(1).equals("cup"))) {
                    socket.setSoTimeout(10_000);
                    socket.getOutputStream().write(bytes(block.group(2)));
                    InputStream in = socket.getInputStream();
                    byte[] length = in.readNBytes(2);
                    byte[] rest = in.readNBytes((length[0] & 0xFF) << 8 | length[1] & 0xFF);
                    String answer = HexFormat.of().withUpperCase().formatHex(length)
                            + HexFormat.of().withUpperCase().formatHex(rest);
                    assertEquals(block.group(3).replaceAll("\\s", ""), answer, "answer to " + block.group(2));
                }
                frames++;
            }
        }
        assertTrue(frames >= 6, frames + " frames");
    }

    @Test
    void shouldShowTheTablesThatTheCodecReadsBy() throws IOException {
        List<String> shown = new ArrayList<>();
        Matcher row = ROW.matcher(page());
        while (row.find()) {
            shown.add(row.group(1) + " " + row.group(2).strip() + " / "
                    + row.group(3).strip());
        }
        assertEquals(PageTables.rows(), shown);
    }
}
