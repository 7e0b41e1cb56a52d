package org.medsettle.gateway.pos;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.medsettle.gateway.posclient.Till;
import org.medsettle.gateway.posclient.TillFormat;
import org.medsettle.gateway.posclient.TillMessage;

/**
 * Every message in both tables, byte for byte: what a terminal sends and what it gets, kept in {@code golden-frames.txt}.
 * A frame that changes there changes for every terminal in the field.
 */
class PosGoldenTest {
    private static final long LONG_MS = 60_000;
    private static final String PAN = "6217001234567890122";
    private static final String CUP_HEADER = "6000010002603100310000";
    private static final String REFERENCE = "000000123456";

    @Test
    void shouldAnswerEveryMessageOfBothTablesByteForByte() throws Exception {
        List<String> actual = new ArrayList<>();
        try (PosDoor door = new PosDoor(64, LONG_MS, LONG_MS, LONG_MS, LONG_MS)) {
            door.link.answerAll(PosReplies::answer);
            for (boolean cup : new boolean[] {false, true}) {
                for (Map.Entry<String, TillMessage> message : messages(cup).entrySet()) {
                    String request = frame(message.getValue(), cup);
                    String name = (cup ? "cup " : "iso87b ") + message.getKey();
                    actual.add(name + " > " + request);
                    actual.add(name + " < " + answer(door, cup, request));
                }
            }
        }
        assertEquals(String.join("\n", golden()), String.join("\n", actual));
    }

    private int stan;

    /** Trace numbers are the test's own, whatever other tests have used. */
    private TillMessage numbered(TillMessage message) {
        return message.set(11, String.format(Locale.ROOT, "%06d", ++stan));
    }

    private Map<String, TillMessage> messages(boolean cup) {
        Till till = new Till("898530112340001", "10000001").batch(7);
        Map<String, TillMessage> messages = new LinkedHashMap<>();
        TillMessage purchase = numbered(till.purchase(PAN, 1_234));
        messages.put("sign-on", numbered(till.network("0800", "001").set(63, "01 ")));
        messages.put("balance", numbered(till.balance(PAN)));
        messages.put("purchase", purchase);
        messages.put("purchase-refused", numbered(till.purchase(PAN, 10_001)));
        messages.put("void", numbered(till.takeBack(PAN, 1_234, REFERENCE)));
        messages.put("refund", numbered(till.refund(PAN, 600, REFERENCE)));
        messages.put("reversal", Till.reversal(purchase));
        messages.put("settlement", numbered(till.settle(1_234, 1, 0, 0)));
        messages.put(
                "upload",
                numbered(till.network("0320", "201").set(48, "01" + "22" + "000002" + "0" + PAN + "000000001234")));
        messages.put("list-page", numbered(till.network("0800", "390").set(62, "303030")));
        messages.put("list-end", numbered(till.network("0800", "391")));
        messages.put("echo", numbered(till.network("0820", "301")));
        messages.put("sign-off", numbered(till.network("0820", "002")));
        messages.put("format-error", numbered(till.purchase(PAN, 1).set(49, cup ? "840" : "978")));
        messages.put(
                "balance-with-amount", till.balance(PAN).set(4, "000000000000").set(11, "000077"));
        return messages;
    }

    private static String frame(TillMessage message, boolean cup) {
        byte[] packed = (cup ? TillFormat.CUP : TillFormat.ISO87B).pack(message);
        String whole = (cup ? CUP_HEADER : "") + HexFormat.of().formatHex(packed);
        return String.format(Locale.ROOT, "%04x", whole.length() / 2) + whole;
    }

    private static String answer(PosDoor door, boolean cup, String request) throws IOException {
        try (Socket socket = door.raw(cup)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(HexFormat.of().parseHex(request));
            InputStream in = socket.getInputStream();
            byte[] length = in.readNBytes(2);
            byte[] rest = in.readNBytes((length[0] & 0xFF) << 8 | length[1] & 0xFF);
            return HexFormat.of().formatHex(length) + HexFormat.of().formatHex(rest);
        }
    }

    private static List<String> golden() throws IOException {
        try (InputStream in = PosGoldenTest.class.getResourceAsStream("/pos/golden-frames.txt")) {
            return in == null
                    ? List.of()
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
        }
    }
}
