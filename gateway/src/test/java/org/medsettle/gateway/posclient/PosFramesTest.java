package org.medsettle.gateway.posclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.medsettle.gateway.posclient.TillPopulation.MERCHANT;
import static org.medsettle.gateway.posclient.TillPopulation.OPENING_FEN;
import static org.medsettle.gateway.posclient.TillPopulation.OTHER_MERCHANT;
import static org.medsettle.gateway.posclient.TillPopulation.TERMINAL;
import static org.medsettle.gateway.posclient.TillPopulation.pan;

import io.netty.util.internal.PlatformDependent;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A terminal gone mad: random and mutated messages by the thousand ({@code -Dframes}), through a socket into a whole node.
 * Another terminal is served as if nothing were, no memory is left behind, and no fen moves that no approved answer tells.
 */
class PosFramesTest {
    private static final int FRAMES = Integer.getInteger("frames", 5_000);
    private static final int PERSONS = 100;
    private static final int OTHER_EVERY = 500;
    private static final long MEMORY_SLACK_BYTES = 16L << 20;

    @TempDir
    private Path data;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Till mad = new Till(MERCHANT, TERMINAL);
    private long bookedFen;

    @Test
    void shouldServeOthersAndMoveNothingUntoldWhateverATerminalSends() throws Exception {
        try (PosNode node = PosNode.start(data, "0:none:iso87b").populate(PERSONS + 1);
                TillSocket other = node.connect()) {
            Till sane = new Till(OTHER_MERCHANT, "20000001");
            long directBytes = 0;
            TillSocket line = node.connect();
            for (int frame = 1; frame <= FRAMES; frame++) {
                if (!survives(line)) {
                    line.close();
                    line = node.connect();
                }
                if (frame % OTHER_EVERY == 0) {
                    assertEquals(
                            "00", other.ask(sane.purchase(pan(PERSONS + 1), 1)).code(), "seed " + seed);
                }
                if (frame == FRAMES / 4) {
                    directBytes = PlatformDependent.usedDirectMemory();
                }
            }
            line.close();
            long grownBytes = PlatformDependent.usedDirectMemory() - directBytes;
            assertTrue(grownBytes < MEMORY_SLACK_BYTES, grownBytes + " bytes more, seed " + seed);
            assertEquals(PERSONS * OPENING_FEN - bookedFen, balances(other, sane), "balances, seed " + seed);
        }
    }

    /** Sends one message and a question behind it, and reads until that is answered; false when the door has closed. */
    private boolean survives(TillSocket line) throws IOException {
        TillMessage question = mad.balance(pan(1));
        try {
            line.sendMessage(message()).send(question);
            while (true) {
                TillMessage answer = line.read();
                if ("310000".equals(answer.get(3)) && question.get(11).equals(answer.get(11))) {
                    return true;
                }
                boolean isPurchase = answer.mti.equals("0210")
                        && String.valueOf(answer.get(3)).startsWith("00");
                if (isPurchase && (answer.code().equals("00") || answer.code().equals("10"))) {
                    bookedFen += Long.parseLong(answer.get(4));
                }
            }
        } catch (EOFException | SocketException closed) {
            return false;
        }
    }

    private byte[] message() {
        byte[] message = TillFormat.ISO87B.pack(mad.purchase(pan(1 + random.nextInt(PERSONS)), 1 + random.nextInt(20)));
        switch (random.nextInt(5)) {
            case 0 -> random.nextBytes(message);
            case 1 -> message = Arrays.copyOf(message, 1 + random.nextInt(message.length));
            case 2 -> message = Arrays.copyOf(message, message.length + 1 + random.nextInt(200));
            case 3 -> message[2 + random.nextInt(8)] ^= (byte) (1 << random.nextInt(8));
            default -> {
                for (int flips = random.nextInt(4); flips > 0; flips--) {
                    message[random.nextInt(message.length)] = (byte) random.nextInt(256);
                }
            }
        }
        return message;
    }

    private static long balances(TillSocket socket, Till till) throws IOException {
        long sum = 0;
        for (int person = 1; person <= PERSONS; person++) {
            TillMessage answer = socket.ask(till.balance(pan(person)));
            assertEquals("00", answer.code(), answer.toString());
            sum += Long.parseLong(answer.get(54).substring(8));
        }
        return sum;
    }
}
