package org.medsettle.gateway.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.medsettle.command.Command;
import org.medsettle.command.ResultCode;
import org.medsettle.command.SettleBody;
import org.medsettle.gateway.his.http.HttpStatus;

/**
 * Random bytes and damaged requests: nothing is thrown, every request is answered or offered exactly once, what is offered
 * is well formed, and a sound request is served right afterwards.
 */
class HisFuzzTest {
    private static final int CASES = 30_000;
    private static final List<Supplier<HisMessages>> MESSAGES = List.of(
            HisMessages::settle,
            () -> HisMessages.bill("2101").lines(3),
            HisMessages::cancel,
            HisMessages::reverse,
            HisMessages::query,
            HisMessages::person,
            HisMessages::card,
            HisMessages::outcome,
            HisMessages::signOn,
            HisMessages::signOff);
    private static final String[] TOKENS = {
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\\",
        "null",
        "true",
        "1e9",
        "-1",
        "NaN",
        "\"\"",
        "\\u0000",
        "\\ud800",
        "{}",
        "[]",
        "\u0000",
        "\u00ff",
        "\"input\"",
        "\"data\"",
        "\"infno\"",
        "\"2102\"",
        "\"S102\"",
        "0.001",
        "99999999999999999999"
    };

    @Test
    void shouldSurviveAnything() {
        long seed = Long.getLong("medsettle.seed", System.nanoTime());
        Random random = new Random(seed);
        HisDoor door = new HisDoor();
        for (int i = 0; i < CASES; i++) {
            byte[] body = body(random);
            int offered = door.link.count();
            try {
                HisDoor.Client client = door.post(body);
                boolean isOffered = door.link.count() > offered;
                assertEquals(isOffered, !client.isAnswered());
                if (isOffered) {
                    checkOffered(door.link.last());
                    door.link.answer(door.link.last(), (command, reply) -> reply.code(ResultCode.BUSY));
                    door.deliver();
                }
                checkAnswer(client.answer());
                assertEquals(0, door.underWay());
            } catch (RuntimeException | Error fault) {
                throw new AssertionError(
                        "seed " + seed + " case " + i + ": " + new String(body, StandardCharsets.UTF_8), fault);
            }
            if (i % 1_000 == 999) {
                checkServing(door);
                door = new HisDoor();
            }
        }
    }

    private static byte[] body(Random random) {
        if (random.nextInt(10) == 0) {
            byte[] noise = new byte[random.nextInt(400)];
            random.nextBytes(noise);
            return noise;
        }
        HisMessages message = MESSAGES.get(random.nextInt(MESSAGES.size())).get();
        String json = random.nextInt(6) == 0
                ? message.json(HisMessages.quoted(message.input().replace("\"", "\\\"")))
                : message.json();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes = damage(bytes, random);
        }
        return bytes;
    }

    private static byte[] damage(byte[] bytes, Random random) {
        if (bytes.length < 2) {
            return bytes;
        }
        int at = random.nextInt(bytes.length);
        int end = Math.min(bytes.length, at + random.nextInt(20));
        return switch (random.nextInt(6)) {
            case 0 -> splice(bytes, at, at + 1, new byte[] {(byte) random.nextInt(256)});
            case 1 -> splice(bytes, at, end, new byte[0]);
            case 2 ->
                splice(bytes, at, at, TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.ISO_8859_1));
            case 3 -> splice(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
            case 4 -> splice(bytes, at, bytes.length, new byte[0]);
            default -> replaceValue(bytes, random);
        };
    }

    /** Puts a token where some field's value stood. */
    private static byte[] replaceValue(byte[] bytes, Random random) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int colon = text.indexOf("\":", random.nextInt(text.length()));
        int end = colon < 0 ? -1 : text.indexOf(',', colon);
        if (end < 0) {
            return bytes;
        }
        byte[] token = TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.ISO_8859_1);
        return splice(bytes, colon + 2, end, token);
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] with) {
        byte[] out = new byte[bytes.length - (to - from) + with.length];
        System.arraycopy(bytes, 0, out, 0, from);
        System.arraycopy(with, 0, out, from, with.length);
        System.arraycopy(bytes, to, out, from + with.length, bytes.length - to);
        return out;
    }

    private static void checkOffered(Command command) {
        assertTrue(command.length() > 0 && command.length() <= Command.MAX_BODY_BYTES);
        switch (command.type()) {
            case SETTLE, QUOTE -> {
                SettleBody bill = new SettleBody();
                bill.wrap(command.body(), 0);
                assertEquals(command.length(), bill.length());
                assertTrue(bill.medfeeFen() > 0 && bill.medfeeFen() <= 9_999_999_999L);
                assertTrue(bill.linesSumFen() >= 0);
                assertTrue(bill.lineCount() > 0 && bill.lineCount() <= HisRequest.LINES_MAX);
                assertEquals(HisReplies.INSTITUTION.length(), bill.institution().length());
            }
            case CANCEL, REVERSE, QUERY_PERSON, QUERY_SETTLEMENT, QUERY_CARD, QUERY_OUTCOME, SIGN_ON, SIGN_OFF -> {}
            default -> throw new AssertionError(command.type() + " is not the door's to offer");
        }
    }

    private static void checkAnswer(HisDoor.Answer answer) {
        assertTrue(answer.body().startsWith("{\"infcode\":"), answer.body());
        assertTrue(answer.body().endsWith("}"), answer.body());
        assertTrue(answer.status() != HttpStatus.BAD_REQUEST || answer.body().contains("[1001 MALFORMED]"));
    }

    private static void checkServing(HisDoor door) {
        int offered = door.link.count();
        HisDoor.Client client = door.post(HisMessages.settle().json());
        assertEquals(offered + 1, door.link.count());
        door.link.answer(door.link.last(), HisReplies::settled);
        door.deliver();
        assertTrue(client.answer().body().contains("\"infcode\":0,"));
    }
}
