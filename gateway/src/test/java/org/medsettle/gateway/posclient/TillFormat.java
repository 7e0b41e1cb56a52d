package org.medsettle.gateway.posclient;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * Messages as bytes, slowly and plainly. A row is kind and length: n digits, nl digits aligned left, z track digits, a
 * characters, b bytes; one dot for a length of two digits, two dots for one of four.
 */
public final class TillFormat {
    public static final TillFormat ISO87B = new TillFormat(false);
    public static final TillFormat CUP = new TillFormat(true);

    private final Map<Integer, String> rows = new HashMap<>();

    private TillFormat(boolean cup) {
        String table = "2 n.19 3 n6 4 n12 7 n10 11 n6 12 n6 13 n4 14 n4 15 n4 22 n3 23 n3 25 n2 26 n2 32 n.11 35 z.37 "
                + "36 a..104 37 a12 38 a6 39 a2 41 a8 42 a15 43 a40 44 a.25 48 a..999 49 a3 52 b8 53 n16 54 a..120 "
                + "55 b..999 60 a..999 61 a..999 62 b..999 63 a..999 64 b8";
        String differing = "22 nl3 36 z..104 48 n..322 55 b..255 60 n..30 61 n..29 62 b..512";
        read(table);
        if (cup) {
            read(differing);
        }
    }

    private void read(String table) {
        String[] words = table.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            rows.put(Integer.valueOf(words[i]), words[i + 1]);
        }
    }

    public byte[] pack(TillMessage message) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        long bitmap = 0;
        for (Map.Entry<Integer, String> field : message.fields.entrySet()) {
            bitmap |= 1L << (64 - field.getKey());
            body.writeBytes(packField(rows.get(field.getKey()), field.getValue()));
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(HexFormat.of().parseHex(message.mti));
        whole.writeBytes(HexFormat.of().parseHex(String.format(Locale.ROOT, "%016x", bitmap)));
        whole.writeBytes(body.toByteArray());
        return whole.toByteArray();
    }

    private static byte[] packField(String row, String value) {
        String kind = row.replaceAll("[.0-9]", "");
        int dots = (int) row.chars().filter(c -> c == '.').count();
        int units = kind.equals("b") ? value.length() / 2 : value.length();
        String hex =
                switch (kind) {
                    case "a" -> HexFormat.of().formatHex(value.getBytes(StandardCharsets.ISO_8859_1));
                    case "b" -> value;
                    case "n" -> units % 2 == 0 ? value : dots == 0 ? "0" + value : value + "0";
                    default -> units % 2 == 0 ? value.replace('=', 'D') : value.replace('=', 'D') + "0";
                };
        String length = dots == 0 ? "" : String.format(Locale.ROOT, "%0" + 2 * dots + "d", units);
        return HexFormat.of().parseHex(length + hex);
    }

    public TillMessage unpack(byte[] bytes) {
        String hex = HexFormat.of().withUpperCase().formatHex(bytes);
        TillMessage message = new TillMessage(hex.substring(0, 4));
        long bitmap = Long.parseUnsignedLong(hex.substring(4, 20), 16);
        int at = 20;
        for (int field = 2; field <= 64; field++) {
            if ((bitmap >>> (64 - field) & 1) == 0) {
                continue;
            }
            String row = rows.get(field);
            String kind = row.replaceAll("[.0-9]", "");
            int dots = (int) row.chars().filter(c -> c == '.').count();
            int units = Integer.parseInt(row.replaceAll("[^0-9]", ""));
            if (dots > 0) {
                units = Integer.parseInt(hex.substring(at, at + 2 * dots));
                at += 2 * dots;
            }
            boolean packed = kind.startsWith("n") || kind.equals("z");
            int digits = packed ? units + units % 2 : 2 * units;
            String raw = hex.substring(at, at + digits);
            at += digits;
            boolean padsLeft = kind.equals("n") && dots == 0 && units % 2 == 1;
            message.set(
                    field,
                    kind.equals("b")
                            ? raw
                            : kind.equals("a")
                                    ? new String(HexFormat.of().parseHex(raw), StandardCharsets.ISO_8859_1)
                                    : padsLeft ? raw.substring(1) : raw.substring(0, units));
        }
        if (at != hex.length()) {
            throw new IllegalArgumentException("left over: " + hex.substring(at) + " in " + message);
        }
        return message;
    }
}
