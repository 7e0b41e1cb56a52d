package org.medsettle.gateway.cli.demo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An ISO 8583:1987 message with binary fields as a till's own software would put it together: fields as text, packed in
 * plain steps. It shares nothing with the door.
 *
 * <p>Failure: {@link IllegalArgumentException} for a field this till does not know.
 */
final class TillMessage {
    private static final int BITMAP_AT = 2;
    private static final int FIELDS_AT = BITMAP_AT + 8;
    private static final int LAST_FIELD = 64;
    /** Kind and length: n digits, a characters; a dot for a length of two digits in front, two for one of three. */
    private static final Map<Integer, String> FORMATS = Map.ofEntries(
            Map.entry(2, "n."),
            Map.entry(3, "n6"),
            Map.entry(4, "n12"),
            Map.entry(11, "n6"),
            Map.entry(12, "n6"),
            Map.entry(13, "n4"),
            Map.entry(15, "n4"),
            Map.entry(22, "n3"),
            Map.entry(25, "n2"),
            Map.entry(32, "n."),
            Map.entry(37, "a12"),
            Map.entry(38, "a6"),
            Map.entry(39, "a2"),
            Map.entry(41, "a8"),
            Map.entry(42, "a15"),
            Map.entry(44, "a."),
            Map.entry(48, "a.."),
            Map.entry(49, "a3"),
            Map.entry(54, "a.."),
            Map.entry(60, "a.."),
            Map.entry(61, "a.."),
            Map.entry(62, "a.."),
            Map.entry(63, "a.."));

    private final String type;
    private final Map<Integer, String> fields = new TreeMap<>();

    TillMessage(String type) {
        this.type = type;
    }

    TillMessage set(int field, String value) {
        fields.put(field, value);
        return this;
    }

    /** The field, or nothing. */
    String get(int field) {
        return fields.getOrDefault(field, "");
    }

    /** Field 39. */
    String code() {
        return get(39);
    }

    /** The reversal of this message: its own fields under another type, with the reason that no answer came. */
    TillMessage reversal() {
        TillMessage reversal = new TillMessage("0400");
        reversal.fields.putAll(fields);
        reversal.fields.remove(37);
        return reversal.set(39, "98");
    }

    byte[] pack() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        long bitmap = 0;
        for (Map.Entry<Integer, String> field : fields.entrySet()) {
            bitmap |= Long.MIN_VALUE >>> (field.getKey() - 1);
            pack(format(field.getKey()), field.getValue(), packed);
        }
        String head = type + String.format(Locale.ROOT, "%016x", bitmap);
        byte[] start = HexFormat.of().parseHex(head);
        byte[] rest = packed.toByteArray();
        byte[] whole = new byte[start.length + rest.length];
        System.arraycopy(start, 0, whole, 0, start.length);
        System.arraycopy(rest, 0, whole, start.length, rest.length);
        return whole;
    }

    private static String format(int field) {
        String format = FORMATS.get(field);
        if (format == null) {
            throw new IllegalArgumentException("a till does not know field " + field);
        }
        return format;
    }

    private static void pack(String format, String value, ByteArrayOutputStream to) {
        int dots = dots(format);
        if (dots > 0) {
            to.writeBytes(HexFormat.of().parseHex(String.format(Locale.ROOT, "%0" + 2 * dots + "d", value.length())));
        }
        if (format.charAt(0) == 'a') {
            to.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
        } else if (value.length() % 2 == 0) {
            to.writeBytes(HexFormat.of().parseHex(value));
        } else {
            to.writeBytes(HexFormat.of().parseHex(dots > 0 ? value + "0" : "0" + value));
        }
    }

    private static int dots(String format) {
        return format.endsWith("..") ? 2 : format.endsWith(".") ? 1 : 0;
    }

    static TillMessage unpack(byte[] bytes) {
        String hex = HexFormat.of().formatHex(bytes);
        TillMessage message = new TillMessage(hex.substring(0, 2 * BITMAP_AT));
        long bitmap = Long.parseUnsignedLong(hex.substring(2 * BITMAP_AT, 2 * FIELDS_AT), 16);
        int at = 2 * FIELDS_AT;
        for (int field = 2; field <= LAST_FIELD; field++) {
            if ((bitmap << (field - 1)) >= 0) {
                continue;
            }
            String format = format(field);
            int dots = dots(format);
            int length = dots > 0
                    ? Integer.parseInt(hex.substring(at, at + 2 * dots))
                    : Integer.parseInt(format.substring(1));
            at += 2 * dots;
            boolean isText = format.charAt(0) == 'a';
            int digits = isText ? 2 * length : length + length % 2;
            String raw = hex.substring(at, at + digits);
            at += digits;
            int padding = dots > 0 ? 0 : digits - length;
            message.set(
                    field,
                    isText
                            ? new String(HexFormat.of().parseHex(raw), StandardCharsets.US_ASCII)
                            : raw.substring(padding, padding + length));
        }
        return message;
    }

    @Override
    public String toString() {
        return type + fields;
    }
}
