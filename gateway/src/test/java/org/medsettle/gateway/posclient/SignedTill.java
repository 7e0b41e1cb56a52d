package org.medsettle.gateway.posclient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;

/** A terminal with keys: signs on, signs what it sends and checks the answers' MACs. */
public final class SignedTill {
    /** How it signs. */
    public interface Algorithm {
        byte[] mac(byte[] key, byte[] message);
    }

    private final TillSocket socket;
    private final TillFormat format;
    private final Algorithm algorithm;
    private final byte[] master;
    private byte[] pinKey = new byte[8];
    private byte[] macKey = new byte[8];

    public SignedTill(TillSocket socket, TillFormat format, Algorithm algorithm, byte[] master) {
        this.socket = socket;
        this.format = format;
        this.algorithm = algorithm;
        this.master = master.clone();
    }

    /** Takes the working keys of a sign-on's answer; {@code macBytes} of the MAC key count. */
    public int signOn(TillMessage request, int macBytes) throws IOException {
        TillMessage answer = socket.ask(request);
        assertEquals("00", answer.code(), answer.toString());
        byte[] field = HexFormat.of().parseHex(answer.get(62));
        boolean single = request.get(60).endsWith("001");
        int width = single ? 8 : 16;
        int expected = single ? 24 : request.get(60).endsWith("004") ? 60 : 40;
        assertEquals(expected, field.length);
        pinKey = TillMac.decrypt(master, Arrays.copyOf(field, width));
        macKey = TillMac.decrypt(master, Arrays.copyOfRange(field, width + 4, width + 4 + macBytes));
        assertCheckValue(pinKey, Arrays.copyOfRange(field, width, width + 4));
        assertCheckValue(macKey, Arrays.copyOfRange(field, 2 * width + 4, 2 * width + 8));
        return Integer.parseInt(answer.get(60).substring(2, 8));
    }

    private static void assertCheckValue(byte[] key, byte[] value) {
        assertArrayEquals(Arrays.copyOf(TillMac.encrypt(key, new byte[8]), 4), value);
    }

    /** Sets the field 64 that belongs to the message. */
    public TillMessage sign(TillMessage message) {
        message.set(64, "00".repeat(8));
        byte[] packed = format.pack(message);
        byte[] mac = algorithm.mac(macKey, Arrays.copyOf(packed, packed.length - 8));
        return message.set(64, HexFormat.of().withUpperCase().formatHex(mac));
    }

    public TillMessage ask(TillMessage message, int headerBytes) throws IOException {
        TillMessage answer = socket.ask(sign(message));
        byte[] frame = socket.lastFrame();
        byte[] signed = Arrays.copyOfRange(frame, headerBytes, frame.length - 8);
        assertEquals(
                HexFormat.of().withUpperCase().formatHex(algorithm.mac(macKey, signed)),
                answer.get(64),
                "answer's MAC");
        return answer;
    }

    public TillMessage withPin(TillMessage message, String pin) {
        byte[] block = TillMac.pinBlock(pinKey, message.get(2), pin);
        return message.set(22, "011")
                .set(26, "12")
                .set(52, HexFormat.of().withUpperCase().formatHex(block))
                .set(53, "2600000000000000");
    }
}
