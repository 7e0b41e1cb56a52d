package org.medsettle.gateway.his;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A plain blocking socket that speaks just enough HTTP/1.1. */
final class HisClient implements AutoCloseable {
    private static final int TIMEOUT_MS = 10_000;

    final Socket socket;
    private final InputStream in;

    HisClient(InetSocketAddress door) throws IOException {
        socket = new Socket(door.getAddress(), door.getPort());
        socket.setSoTimeout(TIMEOUT_MS);
        socket.setTcpNoDelay(true);
        in = socket.getInputStream();
    }

    static String request(String body) {
        return "POST /fsi/api/callService HTTP/1.1\r\nHost: door\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    HisClient send(String bytes) throws IOException {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    /** One answer: status line and fields, and the body that Content-Length announces. */
    String read() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after: " + head.toString(StandardCharsets.UTF_8));
            }
            head.write(next);
        }
        String text = head.toString(StandardCharsets.UTF_8);
        int from = text.indexOf("content-length: ") + "content-length: ".length();
        int length = Integer.parseInt(text.substring(from, text.indexOf('\r', from)));
        return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Bytes that have come and were not read. */
    int available() throws IOException {
        return in.available();
    }

    /** True when the server ends the connection, having sent nothing more. */
    boolean isEnded() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Cuts the connection without a goodbye. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
