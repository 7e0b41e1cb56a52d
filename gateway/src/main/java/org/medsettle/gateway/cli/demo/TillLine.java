package org.medsettle.gateway.cli.demo;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * A till's connection to the POS door: frames of two bytes of length and a message.
 *
 * <p>Threads: one till's. Failure: {@link IOException} when the connection is gone or silent.
 */
final class TillLine implements AutoCloseable {
    private static final int TIMEOUT_MS = 20_000;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;
    private int answers;
    private long lastAnswerNs = System.nanoTime();

    TillLine(InetSocketAddress door) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        socket.connect(door, TIMEOUT_MS);
        in = new DataInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    void send(byte[] message) throws IOException {
        byte[] frame = new byte[2 + message.length];
        frame[0] = (byte) (message.length >> 8);
        frame[1] = (byte) message.length;
        System.arraycopy(message, 0, frame, 2, message.length);
        out.write(frame);
        out.flush();
    }

    byte[] read() throws IOException {
        byte[] answer = new byte[in.readUnsignedShort()];
        if (in.readNBytes(answer, 0, answer.length) < answer.length) {
            throw new EOFException("the door has closed within an answer");
        }
        answers++;
        lastAnswerNs = System.nanoTime();
        return answer;
    }

    /** True when the door has closed its end; asked between messages only, when it has nothing else to say. */
    boolean hasEnded() throws IOException {
        socket.setSoTimeout(1);
        try {
            return in.read() < 0;
        } catch (SocketTimeoutException open) {
            return false;
        } finally {
            socket.setSoTimeout(TIMEOUT_MS);
        }
    }

    /** For the report on a message without an answer: what the line had seen before. */
    @Override
    public String toString() {
        return "a line with " + answers + " answers, the last "
                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lastAnswerNs) + " ms ago";
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
