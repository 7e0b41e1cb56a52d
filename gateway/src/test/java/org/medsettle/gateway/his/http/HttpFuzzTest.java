package org.medsettle.gateway.his.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Damaged HTTP, cut at random: nothing is thrown, a connection refuses at most once and is not read after that, and what it
 * takes for requests keeps the limits.
 */
class HttpFuzzTest {
    private static final int CASES = 20_000;
    private static final String[] TOKENS = {
        "\r\n",
        "\n",
        "\r",
        " ",
        "\t",
        ":",
        ";",
        ",",
        "\u0000",
        "Content-Length: 5\r\n",
        "Transfer-Encoding: chunked\r\n",
        "0\r\n\r\n",
        "chunked",
        "HTTP/1.1",
        "POST ",
        "-1",
        "ffffffff",
        "Expect: 100-continue\r\n"
    };

    @Test
    void shouldSurviveAnything() {
        long seed = Long.getLong("medsettle.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < CASES; i++) {
            String bytes = damaged(random);
            try {
                check(bytes, random);
            } catch (RuntimeException | Error fault) {
                throw new AssertionError("seed " + seed + " case " + i + ": " + bytes, fault);
            }
        }
    }

    private static String damaged(Random random) {
        StringBuilder bytes = new StringBuilder();
        for (int i = random.nextInt(3); i >= 0; i--) {
            bytes.append(
                    random.nextBoolean()
                            ? HttpRig.post("body" + i)
                            : "POST /callService HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    + "4;x\r\nabcd\r\n2\r\nef\r\n0\r\n\r\n");
        }
        for (int i = random.nextInt(4); i > 0 && bytes.length() > 1; i--) {
            int at = random.nextInt(bytes.length());
            switch (random.nextInt(4)) {
                case 0 -> bytes.setCharAt(at, (char) random.nextInt(256));
                case 1 -> bytes.deleteCharAt(at);
                case 2 -> bytes.setLength(at + 1);
                default -> bytes.insert(at, TOKENS[random.nextInt(TOKENS.length)]);
            }
        }
        return bytes.toString();
    }

    private static void check(String bytes, Random random) {
        HttpRig rig = new HttpRig();
        int at = 0;
        while (at < bytes.length() && rig.isOpen()) {
            int end = Math.min(bytes.length(), at + 1 + random.nextInt(bytes.length()));
            rig.send(bytes.substring(at, end));
            at = end;
        }
        int refusals = rig.unreadable.size();
        assertTrue(refusals <= 1);
        for (int i = 0; i < rig.requests.size(); i++) {
            assertTrue(rig.requests.get(i).body().length() <= HttpRig.BODY_BYTES_MAX);
            rig.answer(i, "{}");
        }
        if (refusals == 1) {
            int requests = rig.requests.size();
            if (rig.isOpen()) {
                rig.send(HttpRig.post("after"));
            }
            assertEquals(requests, rig.requests.size());
        }
        rig.channel.finishAndReleaseAll();
    }
}
