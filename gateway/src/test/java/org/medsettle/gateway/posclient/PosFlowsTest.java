package org.medsettle.gateway.posclient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.medsettle.gateway.posclient.TillPopulation.MERCHANT;
import static org.medsettle.gateway.posclient.TillPopulation.OPENING_FEN;
import static org.medsettle.gateway.posclient.TillPopulation.TERMINAL;
import static org.medsettle.gateway.posclient.TillPopulation.pan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Every message of the door over real sockets, against a whole node with its journal on disk. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PosFlowsTest {
    private static final String LISTENERS = "0:none:iso87b 0:tpdu+cup:cup:partial 0:tpdu:iso87b:unknown25";
    private static final byte[] CUP_HEADER = HexFormat.of().parseHex("6000030000603100310730");

    @TempDir
    private static Path data;

    private static int persons;
    private PosNode node;
    private TillSocket socket;
    private Till till;
    private String card;

    @BeforeAll
    void startNode() throws Exception {
        node = PosNode.start(data, LISTENERS).populate(100);
        till = new Till(MERCHANT, TERMINAL);
    }

    @AfterAll
    void stopNode() {
        node.close();
    }

    @BeforeEach
    void connect() throws IOException {
        socket = node.connect();
        card = pan(++persons);
    }

    @AfterEach
    void disconnect() throws IOException {
        socket.close();
    }

    private long balance(String pan) throws IOException {
        TillMessage answer = socket.ask(till.balance(pan));
        assertEquals("00", answer.code(), answer.toString());
        assertTrue(answer.get(54).startsWith("0210156C"), answer.toString());
        return Long.parseLong(answer.get(54).substring(8));
    }

    @Test
    void shouldAnswerTheAvailableBalance() throws IOException {
        assertEquals(OPENING_FEN, balance(card));
    }

    @Test
    void shouldEchoWhatItMustAndSetTheRestWhenAPurchaseIsApproved() throws IOException {
        TillMessage request = till.purchase(card, 1_234);

        TillMessage answer = socket.ask(request);

        assertEquals("0210", answer.mti);
        assertEquals("00", answer.code());
        for (int field : new int[] {2, 3, 4, 11, 25, 41, 42, 49}) {
            assertEquals(request.get(field), answer.get(field), "field " + field);
        }
        for (int field : new int[] {12, 13, 15, 32, 37, 54}) {
            assertNotNull(answer.get(field), "field " + field);
        }
        assertTrue(answer.get(37).matches("[0-9]{12}"), answer.get(37));
        assertEquals(OPENING_FEN - 1_234, balance(card));
    }

    @Test
    void shouldRepeatTheStoredAnswerByteForByteWhenTheSameMessageComesAgain() throws IOException {
        TillMessage request = till.purchase(card, 100);
        socket.ask(request);
        byte[] first = socket.lastFrame();

        try (TillSocket other = node.connect()) {
            other.ask(request);
            assertArrayEquals(first, other.lastFrame());
        }
        assertEquals(OPENING_FEN - 100, balance(card));
    }

    @Test
    void shouldRepeatAStoredRefusalByteForByteAsWell() throws Exception {
        TillMessage request = till.purchase(card, OPENING_FEN + 1);
        assertEquals("51", socket.ask(request).code());
        byte[] first = socket.lastFrame();
        String second = socket.ask(till.balance(card)).get(12);
        while (socket.ask(till.balance(card)).get(12).equals(second)) {
            Thread.onSpinWait(); // until the clock shows another second
        }

        socket.ask(request);

        assertArrayEquals(first, socket.lastFrame());
    }

    @Test
    void shouldRefuse94WhenTheSameTraceComesWithAnotherAmountOrCard() throws IOException {
        TillMessage request = till.purchase(card, 100);
        socket.ask(request);

        assertEquals("94", socket.ask(request.as("0200").set(4, "000000000101")).code());
        assertEquals("94", socket.ask(request.as("0200").set(2, pan(99))).code());
        assertEquals(OPENING_FEN - 100, balance(card));
    }

    @Test
    void shouldRefuse51AndLeaveTheBalanceWhenItIsNotEnough() throws IOException {
        assertEquals("51", socket.ask(till.purchase(card, OPENING_FEN + 1)).code());
        assertEquals(OPENING_FEN, balance(card));
    }

    @Test
    void shouldTakeTrackTwoInsteadOfTheNumberAndAnswerTheNumber() throws IOException {
        TillMessage request = till.purchase(card, 100).remove(2).set(35, card + "=99122010000000000");

        TillMessage answer = socket.ask(request);

        assertEquals("00", answer.code());
        assertEquals(card, answer.get(2));
    }

    @Test
    void shouldVoidByReferenceOnce() throws IOException {
        String reference = socket.ask(till.purchase(card, 700)).get(37);

        assertEquals("00", socket.ask(till.takeBack(card, 700, reference)).code());
        assertEquals("12", socket.ask(till.takeBack(card, 700, reference)).code());
        assertEquals(OPENING_FEN, balance(card));
    }

    @Test
    void shouldVoidByBatchAndTraceWhenThereIsNoReference() throws IOException {
        Till batched = new Till(MERCHANT, "10000002").batch(501);
        TillMessage purchase = batched.purchase(card, 700);
        assertEquals("00", socket.ask(purchase).code());

        TillMessage takeBack = batched.takeBack(card, 700, "").remove(37).set(61, "000501" + purchase.get(11));

        assertEquals("00", socket.ask(takeBack).code());
        assertEquals(OPENING_FEN, balance(card));
    }

    @Test
    void shouldRefuse64WhenAVoidIsNotOverTheWholeAmountAnd25WhenItsOriginalIsUnknown() throws IOException {
        String reference = socket.ask(till.purchase(card, 700)).get(37);

        assertEquals("64", socket.ask(till.takeBack(card, 600, reference)).code());
        assertEquals("25", socket.ask(till.takeBack(card, 700, "999999999999")).code());
    }

    @Test
    void shouldRefundInPartsUntilNothingIsLeft() throws IOException {
        String reference = socket.ask(till.purchase(card, 1_000)).get(37);

        TillMessage part = socket.ask(till.refund(card, 400, reference));
        assertEquals("0230", part.mti);
        assertEquals("00", part.code());
        assertEquals("64", socket.ask(till.refund(card, 601, reference)).code());
        assertEquals("00", socket.ask(till.refund(card, 600, reference)).code());
        assertEquals("12", socket.ask(till.refund(card, 1, reference)).code());
        assertEquals(OPENING_FEN, balance(card));
    }

    @Test
    void shouldReverseOnceHoweverOftenItIsAskedTo() throws IOException {
        TillMessage purchase = till.purchase(card, 900);
        socket.ask(purchase);

        TillMessage answer = socket.ask(Till.reversal(purchase));
        assertEquals("0410", answer.mti);
        assertEquals("00", answer.code());
        assertEquals("00", socket.ask(Till.reversal(purchase).as("0401")).code());
        assertEquals(OPENING_FEN, balance(card));
        assertEquals("12", socket.ask(purchase).code());
    }

    @Test
    void shouldReverseAPurchaseWhoseAnswerWasLostWithItsConnection() throws IOException {
        TillMessage purchase = till.purchase(card, 900);
        try (TillSocket cut = node.connect()) {
            cut.send(purchase).cut();
        }

        assertEquals("00", socket.ask(Till.reversal(purchase)).code());
        assertEquals(OPENING_FEN, balance(card));
    }

    @Test
    void shouldDeclineTheOriginalWhenItsReversalCameFirst() throws Exception {
        TillMessage purchase = till.purchase(card, 900);

        assertEquals("00", socket.ask(Till.reversal(purchase)).code());
        assertEquals("12", socket.ask(purchase).code());
        assertEquals(OPENING_FEN, balance(card));
        assertFalse(node.metrics().contains("medsettle_pos_tombstones_hit_total 0.0"));
    }

    @Test
    void shouldAnswer25ButDeclineTheOriginalAllTheSameWhereTheListenerSaysSo() throws IOException {
        byte[] tpdu = HexFormat.of().parseHex("6001020304");
        TillMessage purchase = till.purchase(card, 900);
        try (TillSocket other = new TillSocket(node.door(2), TillFormat.ISO87B, tpdu)) {
            assertEquals("25", other.ask(Till.reversal(purchase)).code());
            assertEquals("6003040102", HexFormat.of().formatHex(other.lastFrame(), 0, 5));
            assertEquals("12", other.ask(purchase).code());
        }
    }

    @Test
    void shouldRefuse64WhenAReversalIsOverAnotherAmount() throws IOException {
        TillMessage purchase = till.purchase(card, 900);
        socket.ask(purchase);

        assertEquals(
                "64", socket.ask(Till.reversal(purchase).set(4, "000000000899")).code());
        assertEquals(OPENING_FEN - 900, balance(card));
    }

    @Test
    void shouldReverseForACardOnTheInvalidListThatMayNotBuy() throws Exception {
        TillMessage purchase = till.purchase(card, 900);
        socket.ask(purchase);
        TillPopulation.list(node.adminPort(), persons, "LOST");

        assertEquals("41", socket.ask(till.purchase(card, 1)).code());
        assertEquals("41", socket.ask(till.balance(card)).code());
        assertEquals("00", socket.ask(Till.reversal(purchase)).code());
    }

    @Test
    void shouldApproveAPartOnlyWhereListenerAndTerminalAllowIt() throws IOException {
        try (TillSocket cup = new TillSocket(node.door(1), TillFormat.CUP, CUP_HEADER)) {
            Till capable = new Till(MERCHANT, TERMINAL).batch(800_001);
            TillMessage unable = capable.purchase(card, OPENING_FEN + 500);
            assertEquals("51", cup.ask(unable).code());

            TillMessage able = capable.purchase(card, OPENING_FEN + 500);
            able.set(60, able.get(60) + "501");
            TillMessage answer = cup.ask(able);

            assertEquals("10", answer.code());
            assertEquals(String.format(Locale.ROOT, "%012d", OPENING_FEN), answer.get(4));
            assertEquals("0210156C000000000000", answer.get(54));
            assertEquals("6000000003603100310730", HexFormat.of().formatHex(cup.lastFrame(), 0, 11));
        }
    }

    @Test
    void shouldSettleABatchThatBalancesAndRefuse77Afterwards() throws IOException {
        Till own = new Till(TillPopulation.OTHER_MERCHANT, "20000001");
        TillMessage signOn = socket.ask(own.network("0800", "001").set(63, "01 "));
        assertEquals("00", signOn.code());
        int batch = Integer.parseInt(signOn.get(60).substring(2, 8));
        own.batch(batch);
        TillMessage purchase = own.purchase(card, 300);
        String reference = socket.ask(purchase).get(37);
        TillMessage second = own.purchase(card, 200);
        socket.ask(second);
        assertEquals("00", socket.ask(own.takeBack(card, 300, reference)).code());

        TillMessage wrong = socket.ask(own.settle(500, 2, 299, 1));
        assertEquals("00", wrong.code());
        assertEquals('2', wrong.get(48).charAt(30));
        assertEquals('1', socket.ask(own.settle(500, 2, 300, 1)).get(48).charAt(30));
        assertEquals("77", socket.ask(own.purchase(card, 1)).code());
        assertEquals("00", socket.ask(Till.reversal(purchase)).code(), "voided already");
        assertEquals("12", socket.ask(Till.reversal(second)).code(), "settled already");

        TillMessage upload = own.network("0320", "201")
                .set(48, "01" + "22" + purchase.get(11) + "0000".substring(card.length() - 16) + card + "000000000300");
        assertEquals("00", socket.ask(upload).code());
        assertEquals("00", socket.ask(upload).code());
        assertEquals(
                "00", socket.ask(own.network("0320", "202").set(48, "0001")).code());

        TillMessage next = socket.ask(own.network("0800", "001").set(63, "01 "));
        assertEquals(batch + 1, Integer.parseInt(next.get(60).substring(2, 8)));
        assertEquals("00", socket.ask(own.network("0820", "002")).code());
    }

    @Test
    void shouldPageTheInvalidListAndEndTheDownload() throws Exception {
        int listed = persons;
        TillPopulation.list(node.adminPort(), listed, "EXPIRED");
        StringBuilder all = new StringBuilder();
        String more = "1";
        for (int page = 0; more.equals("1"); page++) {
            String number = String.format(Locale.ROOT, "%03d", page);
            TillMessage answer = socket.ask(till.network("0800", "390")
                    .set(62, HexFormat.of().formatHex(number.getBytes(java.nio.charset.StandardCharsets.US_ASCII))));
            assertEquals("00", answer.code());
            String text =
                    new String(HexFormat.of().parseHex(answer.get(62)), java.nio.charset.StandardCharsets.US_ASCII);
            more = text.substring(0, 1);
            assertEquals(number, text.substring(1, 4));
            all.append(text.substring(4));
        }
        assertTrue(all.toString().contains("340100" + TillPopulation.cardNumber(listed) + "54"), all.toString());
        assertEquals("00", socket.ask(till.network("0800", "391")).code());
        assertEquals(
                "25", socket.ask(till.network("0800", "390").set(62, "303939")).code());
    }

    @Test
    void shouldAnswerEchoesOfBothKinds() throws IOException {
        assertEquals("0810", socket.ask(new TillMessage("0800").set(11, "000001")).mti);
        assertEquals("00", socket.ask(till.network("0820", "301")).code());
    }

    @Test
    void shouldKnowMerchantsAndTheirTerminalsOnly() throws IOException {
        assertEquals(
                "03", socket.ask(new Till("NOBODY", TERMINAL).purchase(card, 1)).code());
        assertEquals(
                "97",
                socket.ask(new Till(MERCHANT, "20000001").purchase(card, 1)).code());
        assertEquals("14", socket.ask(till.purchase("6217000000000009991", 1)).code());
        assertEquals("13", socket.ask(till.purchase(card, 0)).code());
        assertEquals("40", socket.ask(till.purchase(card, 1).set(3, "170000")).code());
        assertEquals("30", socket.ask(till.purchase(card, 1).remove(4)).code());
        assertEquals("30", socket.ask(till.purchase(card, 1).set(49, "840")).code());
    }
}
