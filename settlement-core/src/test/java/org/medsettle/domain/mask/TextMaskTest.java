package org.medsettle.domain.mask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.domain.card.CardNumber;

/** Goal: identities of every kind and encoding are masked in free text, and what an operator needs to read is not. */
class TextMaskTest {
    private static final String CITIZEN_ID = "11010119900307002X";
    private static final String PAN = "6217850000000000005";
    private static final String CARD = "A1234567" + CardNumber.checkCharacter("A1234567");
    private static final String NAME = "张三丰";
    private static final Charset GBK = Charset.forName("GBK");

    @ParameterizedTest
    @CsvSource({
        "For input string: \"11010119900307002X\", For input string: \"110101********002X\"",
        "certno=11010119900307002x&psn=1, certno=110101********002X&psn=1",
        "A11010119900307002X, A110101********002X",
        "pan 6217850000000000005., pan *0005.",
        "at [Source: 姓名 张三丰], at [Source: 姓* 张*]",
        "msgid H42010000001202609211234560001 is bad, msgid *0001 is bad",
        "key 0123456789ABCDEF0123456789abcdef, key *",
    })
    void shouldMaskEachKindInItsOwnWay(String text, String masked) {
        assertEquals(masked, TextMask.ALL.apply(text));
    }

    @Test
    void shouldMaskCardNumbersByTheirCheckCharacter() {
        assertEquals("card *" + CARD.substring(5), TextMask.ALL.apply("card " + CARD));
        String other = CARD.substring(0, 8) + (CARD.charAt(8) == '1' ? '2' : '1');
        assertEquals(other, TextMask.ALL.apply(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {CITIZEN_ID, PAN, NAME, "card"})
    void shouldMaskWhatIsEncoded(String identity) {
        String plain = identity.equals("card") ? CARD : identity;
        for (Charset charset : new Charset[] {StandardCharsets.UTF_8, GBK}) {
            byte[] bytes = plain.getBytes(charset);
            for (String encoded : new String[] {
                Base64.getEncoder().encodeToString(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                HexFormat.of().formatHex(bytes),
                HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT)
            }) {
                assertEquals("got * here", TextMask.ALL.apply("got " + encoded + " here"), charset + " " + encoded);
            }
        }
        assertEquals(
                "*",
                TextMask.ALL.apply(Base64.getEncoder().encodeToString(("{\"a\":\"" + plain + "\"}").getBytes(GBK))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "recovered sequence 1234567 in 2041 ms: Clean[records=1234567]",
                "cannot listen on 127.0.0.1:8080 (his.host, his.port): Address already in use",
                "the journal in /var/lib/medsettle/data is refused: sequence 109, file 00000000000000000001.mj, offset 4296",
                "/var/lib/medsettle/data/audit/2026-11-02.jsonl: No space left on device",
                "snapshot of sequence 88: 104857600 bytes in 12 ms, digest 95f01c28ff3482d5",
                "An exceptionCaught() event was fired, and it reached at the tail of the pipeline.",
                "org.medsettle.gateway.his.http.Http1RequestDecoder.decode(Http1RequestDecoder.java:212)",
                "io.netty.handler.codec.DecoderException: javax.net.ssl.SSLHandshakeException: Received fatal alert",
                "2026-11-02T11:04:05.678+08:00 1793588645678 NATION version 20261102"
            })
    void shouldLeaveWhatOperatorsNeed(String text) {
        assertEquals(text, TextMask.ALL.apply(text));
    }

    @Test
    void shouldCutOffWhatItHasNotLookedAt() {
        String masked = TextMask.ALL.apply("- ".repeat(2_048) + CITIZEN_ID);

        assertEquals(TextMask.MAX_CHARS + 3, masked.length());
        assertTrue(masked.endsWith("- ..."), masked.substring(4_000));
    }

    @ParameterizedTest
    @EnumSource
    void shouldLetThroughWhatAMaskIsMissing(TextMask.Kind kind) {
        String text =
                switch (kind) {
                    case CITIZEN_ID -> CITIZEN_ID;
                    case BANK_NUMBER -> PAN;
                    case CARD_NUMBER -> CARD;
                    case NAME -> NAME;
                    case KEY -> "H42010000001202609211234560001";
                    case SECRET -> "abcdefabcdefabcdefabcdef01234567";
                    case HEX -> HexFormat.of().formatHex(CITIZEN_ID.getBytes(GBK));
                    case BASE64 -> Base64.getEncoder().encodeToString(CITIZEN_ID.getBytes(GBK));
                };

        assertNotEquals(text, TextMask.ALL.apply(text));
        if (kind != TextMask.Kind.HEX) {
            assertEquals(text, TextMask.ALL.without(kind).apply(text));
        }
    }
}
