package org.medsettle.gateway.posclient;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;

/** A blocking connection that speaks frames: two bytes of length, a header, a message. */
public final class TillSocket implements AutoCloseable {
    private static final int TIMEOUT_MS = 10_000;

    public final Socket socket;
    private final TillFormat format;
    private final byte[] header;
    private final InputStream in;
    private byte[] lastFrame = {};

    public TillSocket(InetSocketAddress door, TillFormat format, byte[] header) throws IOException {
        this(new Socket("127.0.0.1", door.getPort()), format, header);
    }

    public TillSocket(Socket socket, TillFormat format, byte[] header) throws IOException {
        this.socket = socket;
        this.format = format;
        this.header = header.clone();
        socket.setSoTimeout(TIMEOUT_MS);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    public TillSocket send(TillMessage message) throws IOException {
        return sendMessage(format.pack(message));
    }

    /** Sends a message's bytes with header and length in front. */
    public TillSocket sendMessage(byte[] message) throws IOException {
        return sendRaw(frame(message));
    }

    public byte[] frame(byte[] message) {
        int length = header.length + message.length;
        byte[] frame = new byte[2 + length];
        frame[0] = (byte) (length >> 8);
        frame[1] = (byte) length;
        System.arraycopy(header, 0, frame, 2, header.length);
        System.arraycopy(message, 0, frame, 2 + header.length, message.length);
        return frame;
    }

    public TillSocket sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** The next frame's message. */
    public TillMessage read() throws IOException {
        byte[] length = in.readNBytes(2);
        if (length.length < 2) {
            throw new EOFException("the door has closed");
        }
        lastFrame = in.readNBytes((length[0] & 0xFF) << 8 | length[1] & 0xFF);
        return format.unpack(Arrays.copyOfRange(lastFrame, header.length, lastFrame.length));
    }

    /** Header and message of the answer that was read last. */
    public byte[] lastFrame() {
        return lastFrame;
    }

    public TillMessage ask(TillMessage message) throws IOException {
        return send(message).read();
    }

    /** True when the door ends the connection, having sent nothing more. */
    public boolean isEnded() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Cuts the connection without a goodbye. */
    public void cut() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
