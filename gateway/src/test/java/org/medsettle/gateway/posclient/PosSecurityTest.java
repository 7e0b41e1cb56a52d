package org.medsettle.gateway.posclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.medsettle.gateway.posclient.TillPopulation.MERCHANT;
import static org.medsettle.gateway.posclient.TillPopulation.OPENING_FEN;
import static org.medsettle.gateway.posclient.TillPopulation.OTHER_MERCHANT;
import static org.medsettle.gateway.posclient.TillPopulation.SECOND_TERMINAL;
import static org.medsettle.gateway.posclient.TillPopulation.TERMINAL;
import static org.medsettle.gateway.posclient.TillPopulation.pan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Sign-on, MACs and PINs over real sockets against a whole node. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PosSecurityTest {
    private static final byte[] CUP_HEADER = HexFormat.of().parseHex("6000030000603100310730");
    private static final byte[] LONG_MASTER = HexFormat.of().parseHex("11223344556677889900AABBCCDDEEFF");
    private static final byte[] SHORT_MASTER = Arrays.copyOf(LONG_MASTER, 8);

    @TempDir
    private static Path directory;

    private PosNode node;

    @BeforeAll
    void startNode() throws Exception {
        List<String> files = new TillKeystore(directory, "PKCS12")
                .terminal(MERCHANT, TERMINAL, "cup-ecb", "3des-des", LONG_MASTER)
                .terminal(MERCHANT, SECOND_TERMINAL, "x9.19", "3des", LONG_MASTER)
                .terminal(OTHER_MERCHANT, "20000001", "cup-ecb", "des", SHORT_MASTER)
                .pin(pan(1), "123456")
                .pin(pan(2), "1234")
                .write();
        node = PosNode.start(
                        directory.resolve("data"),
                        "0:tpdu+cup:cup 0:none:iso87b 0:none:iso87b:signed",
                        files.toArray(new String[0]))
                .populate(10);
    }

    @AfterAll
    void stopNode() {
        node.close();
    }

    private TillSocket cup() throws IOException {
        return new TillSocket(node.door(0), TillFormat.CUP, CUP_HEADER);
    }

    private TillSocket stock(int listener) throws IOException {
        return new TillSocket(node.door(listener), TillFormat.ISO87B, new byte[0]);
    }

    @Test
    void shouldServeAUnionPayStyleTerminalFromSignOnToSettlement() throws IOException {
        try (TillSocket socket = cup()) {
            Till till = new Till(MERCHANT, TERMINAL);
            SignedTill signed = new SignedTill(socket, TillFormat.CUP, TillMac::cupEcb, LONG_MASTER);
            till.batch(signed.signOn(till.network("0800", "003").set(63, "01 "), 8));
            assertEquals("00", socket.ask(till.settle(0, 0, 0, 0)).code(), "ends the batch of other tests");
            till.batch(signed.signOn(till.network("0800", "003").set(63, "01 "), 8));
            TillMessage purchase = till.purchase(pan(3), 500);

            assertEquals("00", signed.ask(purchase, 11).code());
            assertEquals("00", signed.ask(till.balance(pan(3)), 11).code());
            assertEquals("00", signed.ask(Till.reversal(purchase), 11).code());
            assertEquals('1', socket.ask(till.settle(0, 0, 0, 0)).get(48).charAt(30));
        }
    }

    @Test
    void shouldServeRetailMacsAndSingleLengthKeys() throws IOException {
        try (TillSocket socket = stock(1)) {
            Till till = new Till(MERCHANT, SECOND_TERMINAL);
            SignedTill signed = new SignedTill(socket, TillFormat.ISO87B, TillMac::x919, LONG_MASTER);
            till.batch(signed.signOn(till.network("0800", "004").set(63, "01 "), 16));
            assertEquals("00", signed.ask(till.purchase(pan(4), 1), 0).code());

            Till other = new Till(OTHER_MERCHANT, "20000001");
            SignedTill single = new SignedTill(socket, TillFormat.ISO87B, TillMac::cupEcb, SHORT_MASTER);
            other.batch(single.signOn(other.network("0800", "001").set(63, "01 "), 8));
            assertEquals("00", single.ask(other.purchase(pan(4), 1), 0).code());
            assertEquals("30", socket.ask(other.network("0800", "003")).code(), "keys of another length");
        }
    }

    @Test
    void shouldAnswerA0AndBookNothingWhenTheMacIsWrongOrMissing() throws Exception {
        try (TillSocket socket = cup()) {
            Till till = new Till(MERCHANT, TERMINAL);
            SignedTill signed = new SignedTill(socket, TillFormat.CUP, TillMac::cupEcb, LONG_MASTER);
            till.batch(signed.signOn(till.network("0800", "003").set(63, "01 "), 8));
            TillMessage purchase = signed.sign(till.purchase(pan(5), 500));

            assertEquals(
                    "A0", socket.ask(purchase.as("0200").set(4, "000000000400")).code());
            assertEquals("A0", socket.ask(till.purchase(pan(5), 500)).code());
            TillMessage balance = signed.ask(till.balance(pan(5)), 11);
            assertEquals(OPENING_FEN, Long.parseLong(balance.get(54).substring(8)));
            assertFalse(node.metrics().contains("medsettle_pos_mac_errors_total 0.0"));

            signed.signOn(till.network("0800", "003").set(63, "01 "), 8);
            assertEquals("A0", socket.ask(purchase).code(), "signed under keys that have ended");
        }
    }

    @Test
    void shouldAskATerminalWithKeysThatHasNotSignedOnToDoSo() throws IOException {
        try (TillSocket socket = stock(1)) {
            TillMessage answer = socket.ask(
                    new Till(MERCHANT, SECOND_TERMINAL).purchase(pan(6), 1).set(64, "00".repeat(8)));
            assertEquals("A0", answer.code());
        }
    }

    @Test
    void shouldRefuseTerminalsWithoutKeysWhereTheListenerWantsMacs() throws IOException {
        try (TillSocket socket = stock(2)) {
            assertEquals(
                    "A0",
                    socket.ask(new Till("NOBODY", "1").purchase(pan(6), 1)).code());
            assertEquals(
                    "00", socket.ask(new TillMessage("0820").set(11, "000001")).code());
        }
    }

    @Test
    void shouldJudgePinsAndLockTheCardAtTheThirdWrongOne() throws IOException {
        try (TillSocket socket = cup()) {
            Till till = new Till(MERCHANT, TERMINAL);
            SignedTill signed = new SignedTill(socket, TillFormat.CUP, TillMac::cupEcb, LONG_MASTER);
            till.batch(signed.signOn(till.network("0800", "003").set(63, "01 "), 8));

            assertEquals("00", ask(signed, till.purchase(pan(1), 100), "123456"));
            assertEquals("55", ask(signed, till.purchase(pan(1), 100), "123457"));
            assertEquals("55", ask(signed, till.balance(pan(1)), "654321"));
            assertEquals("00", ask(signed, till.balance(pan(1)), "123456"));
            assertEquals("55", ask(signed, till.purchase(pan(2), 100), "0000"));
            assertEquals("55", ask(signed, till.purchase(pan(2), 100), "0001"));
            assertEquals("75", ask(signed, till.purchase(pan(2), 100), "0002"));
            assertEquals("75", ask(signed, till.purchase(pan(2), 100), "1234"));
            TillMessage garbled = till.purchase(pan(7), 100).set(52, "0011223344556677");
            assertEquals("99", signed.ask(garbled, 11).code());
        }
    }

    @Test
    void shouldJudgeThePinThatTheHolderHasSetFromItsAcknowledgementOn() throws Exception {
        try (TillSocket socket = cup()) {
            Till till = new Till(MERCHANT, TERMINAL);
            SignedTill signed = new SignedTill(socket, TillFormat.CUP, TillMac::cupEcb, LONG_MASTER);
            till.batch(signed.signOn(till.network("0800", "003").set(63, "01 "), 8));
            String card = "cards/340100/" + TillPopulation.cardNumber(9);
            assertEquals("55", ask(signed, till.purchase(pan(9), 100), "2468"), "no PIN is set");

            setPin(card, "2468");

            assertEquals("00", ask(signed, till.purchase(pan(9), 100), "2468"));
            setPin(card, "1357");
            assertEquals("55", ask(signed, till.purchase(pan(9), 100), "2468"));
            assertEquals("00", ask(signed, till.balance(pan(9)), "1357"));
            for (String code : List.of("55", "55", "75")) {
                assertEquals(code, ask(signed, till.balance(pan(9)), "9999"));
            }
            TillPopulation.send(node.adminPort(), card + "/unlock", "application/json", "");
            assertEquals("00", ask(signed, till.purchase(pan(9), 100), "1357"));
        }
    }

    private void setPin(String card, String pin) throws Exception {
        String body = "{\"value\":\"" + TillKeystore.value(pan(9), pin) + "\"}";
        TillPopulation.send(node.adminPort(), card + "/pin", "application/json", body);
    }

    private static String ask(SignedTill signed, TillMessage message, String pin) throws IOException {
        return signed.ask(signed.withPin(message, pin), 11).code();
    }

    @Test
    void shouldServeStockTerminalsWithoutKeysBesideThem() throws IOException {
        try (TillSocket socket = stock(1)) {
            TillMessage signOn = socket.ask(new Till("NOBODY", "1").network("0800", "001"));
            assertEquals("03", signOn.code());
            assertNull(signOn.get(62));
            assertTrue(signOn.get(60).startsWith("00"));
        }
    }

    @Test
    void shouldRefuseToStartWithFilesThatDoNotFit() throws Exception {
        TillKeystore keystore = new TillKeystore(directory.resolve("bad"), "JCEKS")
                .terminal(MERCHANT, TERMINAL, "cup-ecb", "sm4", SHORT_MASTER);
        String[] settings = keystore.write().toArray(new String[0]);

        String message = org.junit.jupiter.api.Assertions.assertThrows(
                        IOException.class,
                        () -> PosNode.start(directory.resolve("bad-data"), "0:none:iso87b", settings))
                .getMessage();

        assertTrue(message.contains("terminals.csv line 2"), message);
        assertFalse(message.contains(TillKeystore.PASSWORD), message);
    }
}
