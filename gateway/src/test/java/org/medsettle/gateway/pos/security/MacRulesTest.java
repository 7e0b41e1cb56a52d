package org.medsettle.gateway.pos.security;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.medsettle.gateway.posclient.TillMac;

class MacRulesTest {
    private static final byte[] LONG_KEY = HexFormat.of().parseHex("0123456789ABCDEFFEDCBA9876543210");
    private static final byte[] SHORT_KEY = Arrays.copyOf(LONG_KEY, 8);

    private final MacRules macs = new MacRules();

    private static TerminalSecurity terminal(MacAlgorithm algorithm, KeyScheme scheme, byte[] mac) {
        TerminalSecurity terminal = new TerminalSecurity(KeystoreTerminalKeys.identity("M", "T"), algorithm, scheme);
        terminal.keys(new WorkingKeys(LONG_KEY, mac));
        return terminal;
    }

    private byte[] mac(TerminalSecurity terminal, byte[] message) {
        byte[] mac = new byte[8];
        assertTrue(macs.compute(terminal, message, 0, message.length, mac, 0));
        return mac;
    }

    private String hex(TerminalSecurity terminal, String text) {
        return HexFormat.of().withUpperCase().formatHex(mac(terminal, text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void shouldComputeThePublishedExamples() {
        // FIPS 113, appendix: DES
        assertEquals(
                "F1D30F6849312CA4",
                hex(terminal(MacAlgorithm.X9_19, KeyScheme.DES, SHORT_KEY), "7654321 Now is the time for "));
        // ISO/IEC 9797-1, annex B: algorithm 3, padding 1
        assertEquals(
                "A1C72E74EA3FA9B6",
                hex(terminal(MacAlgorithm.X9_19, KeyScheme.TRIPLE_DES, LONG_KEY), "Now is the time for all "));
        // GB/T 32907: one block under its own text
        assertArrayEquals(
                Arrays.copyOf(HexFormat.of().parseHex("681EDF34D206965E86B3E94F536E4246"), 8),
                mac(terminal(MacAlgorithm.X9_19, KeyScheme.SM4, LONG_KEY), LONG_KEY));
    }

    @Test
    void shouldAgreeWithThePlainComputationOnAnyMessage() {
        for (long seed = 1; seed <= 500; seed++) {
            Random dice = new Random(seed);
            byte[] message = new byte[1 + dice.nextInt(300)];
            byte[] key = new byte[dice.nextBoolean() ? 8 : 16];
            dice.nextBytes(message);
            dice.nextBytes(key);
            KeyScheme scheme = key.length == 8 ? KeyScheme.TRIPLE_DES_MAC_DES : KeyScheme.TRIPLE_DES;

            assertArrayEquals(
                    TillMac.cupEcb(key, message),
                    mac(terminal(MacAlgorithm.CUP_ECB, scheme, key), message),
                    "seed " + seed);
            assertArrayEquals(
                    TillMac.x919(key, message),
                    mac(terminal(MacAlgorithm.X9_19, scheme, key), message),
                    "seed " + seed);
        }
    }

    @Test
    void shouldKnowARightMacFromEveryOtherAndFromNone() {
        TerminalSecurity terminal = terminal(MacAlgorithm.CUP_ECB, KeyScheme.SM4, LONG_KEY);
        byte[] message = new byte[50];
        macs.compute(terminal, message, 3, 42, message, 42);

        assertTrue(macs.verify(terminal, message, 3, 42));
        for (int i = 3; i < 50; i++) {
            message[i] ^= 1;
            assertFalse(macs.verify(terminal, message, 3, 42), "byte " + i);
            message[i] ^= 1;
        }
        TerminalSecurity fresh =
                new TerminalSecurity(KeystoreTerminalKeys.identity("M", "T"), MacAlgorithm.CUP_ECB, KeyScheme.SM4);
        assertFalse(macs.verify(fresh, message, 3, 42), "no keys yet");
    }

    @Test
    void shouldNotShowKeys() {
        TerminalSecurity terminal = terminal(MacAlgorithm.CUP_ECB, KeyScheme.SM4, LONG_KEY);
        assertEquals("TerminalSecurity[CUP_ECB, SM4]", terminal.toString());
        assertEquals("WorkingKeys[hidden]", new WorkingKeys(LONG_KEY, LONG_KEY).toString());
    }
}
