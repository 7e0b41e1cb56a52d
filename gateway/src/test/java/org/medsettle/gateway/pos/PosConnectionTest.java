package org.medsettle.gateway.pos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.medsettle.gateway.pos.PosDoor.LONG_MS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.medsettle.command.ResultCode;
import org.medsettle.gateway.posclient.Till;
import org.medsettle.gateway.posclient.TillFormat;
import org.medsettle.gateway.posclient.TillMessage;
import org.medsettle.gateway.posclient.TillPopulation;
import org.medsettle.gateway.posclient.TillSocket;

/** How the door treats connections that misbehave, each time with another terminal beside that is served all the same. */
class PosConnectionTest {
    private static final String CARD = TillPopulation.pan(1);
    /** Type, bitmap, 3, 11 and too little of 41. */
    private static final byte[] MALFORMED =
            HexFormat.of().parseHex("0200" + "2020000000800000" + "000000" + "000042" + "3130");

    private final Till till = new Till("MERCHANT", "TERMINAL");

    private static PosDoor patientDoor() throws IOException {
        return new PosDoor(64, LONG_MS, LONG_MS, LONG_MS, LONG_MS);
    }

    private void assertOthersAreServed(PosDoor door) throws IOException {
        try (TillSocket other = door.connect()) {
            assertEquals(
                    "00", other.ask(new TillMessage("0820").set(11, "000001")).code());
        }
    }

    @Test
    void shouldCloseAPeerThatDripsAFrameHoweverBusyItLooks() throws IOException {
        try (PosDoor door = new PosDoor(64, 400, LONG_MS, LONG_MS, LONG_MS);
                TillSocket dripping = door.connect()) {
            byte[] frame = dripping.frame(TillFormat.ISO87B.pack(till.purchase(CARD, 1)));
            long startNs = System.nanoTime();
            dripping.socket.setSoTimeout(20);
            boolean ended = false;
            for (int i = 0; !ended && i < frame.length - 1; i++) {
                ended = dripAndLook(dripping, frame[i]);
            }

            assertTrue(ended, "closed before the frame was whole");
            assertTrue(System.nanoTime() - startNs > TimeUnit.MILLISECONDS.toNanos(300));
            assertOthersAreServed(door);
        }
    }

    /** One byte, then up to 20 ms of listening; true when the door has closed. */
    private static boolean dripAndLook(TillSocket socket, byte one) {
        try {
            socket.sendRaw(new byte[] {one});
            return socket.isEnded();
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    @Test
    void shouldCloseAConnectionThatSaysNothing() throws IOException {
        try (PosDoor door = new PosDoor(64, LONG_MS, 200, LONG_MS, LONG_MS);
                TillSocket silent = door.connect()) {
            assertTrue(silent.isEnded());
            assertOthersAreServed(door);
        }
    }

    @Test
    void shouldCloseAnIdleConnectionAfterItsLastMessage() throws IOException {
        try (PosDoor door = new PosDoor(64, LONG_MS, LONG_MS, 200, LONG_MS);
                TillSocket idle = door.connect()) {
            assertEquals(
                    "00", idle.ask(new TillMessage("0820").set(11, "000001")).code());
            assertTrue(idle.isEnded());
            assertOthersAreServed(door);
        }
    }

    @Test
    void shouldStopReadingAtTheLimitAndDropNothing() throws Exception {
        int messages = 500;
        try (PosDoor door = new PosDoor(4, LONG_MS, LONG_MS, LONG_MS, LONG_MS);
                TillSocket eager = door.connect()) {
            for (int i = 0; i < messages; i++) {
                eager.send(till.purchase(CARD, 1));
            }
            door.link.awaitTaken(4);
            for (int i = 0; i < 5; i++) {
                assertOthersAreServed(door);
            }
            assertEquals(4, door.link.taken(), "the rest waits in the socket");

            door.link.answerAll();

            Set<String> traces = new HashSet<>();
            for (int i = 0; i < messages; i++) {
                traces.add(eager.read().get(11));
            }
            assertEquals(messages, traces.size());
        }
    }

    @Test
    void shouldPauseThenCloseAPeerThatDoesNotReadItsAnswers() throws Exception {
        try (PosDoor door = new PosDoor(64, LONG_MS, LONG_MS, LONG_MS, 300);
                TillSocket deaf = door.connect()) {
            door.link.answerAll();
            byte[] frame = deaf.frame(TillFormat.ISO87B.pack(till.purchase(CARD, 1)));
            CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
                try {
                    while (true) {
                        deaf.sendRaw(frame);
                    }
                } catch (IOException ended) {
                    throw new UncheckedIOException(ended);
                }
            });

            assertThrows(ExecutionException.class, () -> writing.get(30, TimeUnit.SECONDS));
            assertOthersAreServed(door);
        }
    }

    @Test
    void shouldAnswer30ToMalformedMessagesAndCloseAfterTheThird() throws IOException {
        try (PosDoor door = patientDoor();
                TillSocket socket = door.connect()) {
            for (int i = 0; i < 3; i++) {
                TillMessage answer = socket.sendMessage(MALFORMED).read();
                assertEquals("0210", answer.mti);
                assertEquals("30", answer.code());
                assertEquals("000042", answer.get(11));
                if (i == 1) {
                    assertEquals(
                            "00",
                            socket.ask(new TillMessage("0820").set(11, "000001"))
                                    .code());
                }
            }
            assertTrue(socket.isEnded());
            assertOthersAreServed(door);
        }
    }

    @Test
    void shouldAnswer30ToASecondaryBitmap() throws IOException {
        try (PosDoor door = patientDoor();
                TillSocket socket = door.connect()) {
            byte[] message =
                    HexFormat.of().parseHex("0800" + "8020000000000000" + "0400000000000000" + "000042" + "0301");
            assertEquals("30", socket.sendMessage(message).read().code());
        }
    }

    @Test
    void shouldCloseAtOnceWhenItIsNoMessageAtAll() throws IOException {
        String[] frames = {
            "160301020001000001fc0303", // a TLS hello
            "0801" + "00".repeat(20), // 2049 bytes long
            "0003020000", // too short for a bitmap
            "000c" + "02000010000000000000" + "3030", // no trace number
            "0010" + "0210" + "0020000000000000" + "000042" + "000000" // an answer
        };
        try (PosDoor door = patientDoor()) {
            for (String frame : frames) {
                try (TillSocket socket = door.connect()) {
                    socket.sendRaw(HexFormat.of().parseHex(frame));
                    assertTrue(socket.isEnded(), frame);
                }
            }
            assertOthersAreServed(door);
        }
    }

    @Test
    void shouldIgnoreKeepAlivesAndTakeFramesInAnyPieces() throws IOException {
        try (PosDoor door = patientDoor();
                TillSocket socket = door.connect()) {
            door.link.answerAll();
            socket.sendRaw(new byte[] {0, 0, 0, 0});
            byte[] frame = socket.frame(TillFormat.ISO87B.pack(till.purchase(CARD, 1)));
            for (byte one : frame) {
                socket.sendRaw(new byte[] {one});
            }
            assertEquals("51", socket.read().code());

            byte[] three = new byte[3 * frame.length];
            for (int i = 0; i < 3; i++) {
                System.arraycopy(frame, 0, three, i * frame.length, frame.length);
            }
            socket.sendRaw(three);
            for (int i = 0; i < 3; i++) {
                assertEquals("51", socket.read().code());
            }
        }
    }

    @Test
    void shouldAnswerWhatIsInFlightWhenThePeerEndsItsOutput() throws Exception {
        try (PosDoor door = patientDoor();
                TillSocket socket = door.connect()) {
            socket.send(till.purchase(CARD, 1));
            socket.socket.shutdownOutput();
            door.link.awaitTaken(1);
            door.link.answerAll();

            assertEquals("51", socket.read().code());
            assertTrue(socket.isEnded());
        }
    }

    @Test
    void shouldAnswerWhatIsInFlightThenCloseWhenItIsToldToStop() throws Exception {
        PosDoor door = patientDoor();
        try (TillSocket socket = door.connect();
                TillSocket unused = door.connect()) {
            socket.send(till.purchase(CARD, 1));
            door.link.awaitTaken(1);
            CompletableFuture<Void> closing = CompletableFuture.runAsync(door::close);
            assertTrue(unused.isEnded(), "nothing in flight");
            door.link.answerAll();

            assertEquals("51", socket.read().code());
            assertTrue(socket.isEnded());
            socket.close();
            closing.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldAnswer91WhenTheEngineTakesNoMore() throws IOException {
        try (PosDoor door = patientDoor();
                TillSocket socket = door.connect()) {
            for (ResultCode code : new ResultCode[] {ResultCode.BUSY, ResultCode.DRAINING, ResultCode.FENCED}) {
                door.link.refuse(code);
                assertEquals("91", socket.ask(till.purchase(CARD, 1)).code());
            }
        }
    }

    @Test
    void shouldTellWhoeverSendsSomethingMoreWhenNoticeIsGivenAndCloseOnceItIsSilent() throws IOException {
        try (PosDoor door = patientDoor();
                TillSocket talking = door.connect();
                TillSocket silent = door.connect()) {
            door.link.refuse(ResultCode.DRAINING);
            talking.ask(till.purchase(CARD, 1));
            silent.ask(till.purchase(CARD, 1));
            door.giveNotice();

            assertEquals("91", talking.ask(till.purchase(CARD, 1)).code());
            assertEquals("91", talking.ask(till.purchase(CARD, 1)).code());
            assertTrue(talking.isEnded());
            silent.socket.setSoTimeout(300);
            assertThrows(SocketTimeoutException.class, silent::isEnded);
        }
    }

    @Test
    void shouldNotLingerForeverWithAPeerThatWasToldAndKeepsItsHalfOpen() throws IOException {
        try (PosDoor door = patientDoor();
                TillSocket stubborn = door.connect()) {
            door.link.refuse(ResultCode.DRAINING);
            stubborn.ask(till.purchase(CARD, 1));
            door.giveNotice();
            // The first may be read before the notice; the second is not.
            assertEquals("91", stubborn.ask(till.purchase(CARD, 1)).code());
            assertEquals("91", stubborn.ask(till.purchase(CARD, 1)).code());
            assertTrue(stubborn.isEnded());

            long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            boolean reset = false;
            while (!reset && System.nanoTime() < deadlineNs) {
                try {
                    stubborn.sendRaw(new byte[] {0, 0});
                    LockSupport.parkNanos(20_000_000);
                } catch (SocketException closed) {
                    reset = true;
                }
            }

            assertTrue(reset, "the door has closed its side for good");
        }
    }

    @Test
    void shouldGoOnWhenAPeerCutsItsConnectionWithAMessageInFlight() throws Exception {
        try (PosDoor door = patientDoor()) {
            try (TillSocket cut = door.connect()) {
                cut.send(till.purchase(CARD, 1));
                door.link.awaitTaken(1);
                cut.cut();
            }
            door.link.answerAll();
            try (TillSocket other = door.connect()) {
                assertEquals("51", other.ask(till.purchase(CARD, 1)).code());
            }
        }
    }
}
