package org.medsettle.gateway.ops;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medsettle.domain.card.BankNumber;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.person.CitizenId;

/**
 * Invented identities that are told to a node and looked for in what it says: as they are, in GBK, escaped, in hexadecimal and
 * in Base64 at each of its three alignments.
 */
final class PlantedIdentities {
    static final String CITIZEN_ID = CitizenId.unpack(34_010_119_770_707_417L);
    static final String NAME = "欧阳静水";
    static final String CARD = "Q7654321" + CardNumber.checkCharacter("Q7654321");
    static final String PAN = Long.toString(621_700_770_707_707L) + BankNumber.checkDigit(621_700_770_707_707L);
    static final String PERSON = "34010000770770770770";
    static final String MSGID = "P34010000001202611210901157070";
    static final String IDEMPOTENCY_KEY = "planted-key-7707707707";
    static final String TOKEN = "planted-token-0123456789";
    /** A terminal's master key, as it lies in the keystore. */
    static final byte[] MASTER_KEY = HexFormat.of().parseHex("7f6e5d4c3b2a19087f6e5d4c3b2a1908");

    private static final int SHORTEST_FORM = 5;
    private static final Charset GBK = Charset.forName("GBK");

    private PlantedIdentities() {}

    /** Every kind by name. */
    static Map<String, byte[]> all() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        for (Map.Entry<String, String> one : Map.of(
                        "citizen id", CITIZEN_ID,
                        "name", NAME,
                        "card number", CARD,
                        "bank number", PAN,
                        "person number", PERSON,
                        "msgid", MSGID,
                        "idempotency key", IDEMPOTENCY_KEY,
                        "admin token", TOKEN)
                .entrySet()) {
            all.put(one.getKey(), one.getValue().getBytes(StandardCharsets.UTF_8));
        }
        all.put("name in GBK", NAME.getBytes(GBK));
        all.put("master key", MASTER_KEY);
        return all;
    }

    /** Where an identity stands in a text, in whatever form: "kind as form". */
    static List<String> leaksIn(byte[] text) {
        String haystack = new String(text, StandardCharsets.ISO_8859_1);
        String lower = haystack.toLowerCase(Locale.ROOT);
        List<String> leaks = new ArrayList<>();
        all().forEach((kind, identity) -> forms(identity).forEach((form, needle) -> {
            boolean found = form.equals("hex") ? lower.contains(needle) : haystack.contains(needle);
            if (found) {
                leaks.add(kind + " as " + form);
            }
        }));
        return leaks;
    }

    /** The forms of an identity, one character a byte. */
    static Map<String, String> forms(byte[] identity) {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("itself", new String(identity, StandardCharsets.ISO_8859_1));
        forms.put("hex", HexFormat.of().formatHex(identity));
        for (int shift = 0; shift < 3; shift++) {
            forms.put("base64 " + shift, base64(identity, shift));
        }
        StringBuilder escaped = new StringBuilder();
        StringBuilder percent = new StringBuilder();
        for (char c : new String(identity, StandardCharsets.UTF_8).toCharArray()) {
            escaped.append(c > '~' ? String.format(Locale.ROOT, "\\u%04X", (int) c) : Character.toString(c));
        }
        for (byte one : identity) {
            percent.append(one < 0 ? String.format(Locale.ROOT, "%%%02X", one & 0xFF) : Character.toString(one));
        }
        forms.put("JSON escapes", escaped.toString());
        forms.put("URL escapes", percent.toString());
        return forms;
    }

    /** What every Base64 has in common in which {@code shift} other bytes come before the identity, and any behind it. */
    private static String base64(byte[] identity, int shift) {
        byte[] padded = new byte[identity.length + shift];
        System.arraycopy(identity, 0, padded, shift, identity.length);
        String encoded = Base64.getEncoder().withoutPadding().encodeToString(padded);
        int from = shift == 0 ? 0 : shift + 1;
        int to = encoded.length() - (padded.length % 3 == 0 ? 0 : 1);
        String common = encoded.substring(from, to);
        if (common.length() < SHORTEST_FORM) {
            throw new IllegalArgumentException("too short to be told from chance");
        }
        return common;
    }
}
