package org.medsettle.bench.peer;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Redis of our own with an append-only file that is synced before every answer, in a directory of its own.
 *
 * <p>Threads: one. Failure: {@link IOException}.
 */
final class RedisServer implements AutoCloseable {
    private static final int LOAD_STEP = 50_000;
    private static final int TIMEOUT_MS = 60_000;

    private final PeerProcess process;
    private final int port;
    private String script = "";

    private RedisServer(PeerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    static RedisServer start(Path directory) throws IOException {
        Path data = directory.resolve("redis");
        Files.createDirectories(data);
        int port = PeerProcess.freePort();
        List<String> command = List.of(
                PeerPackages.redis().toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--dir",
                data.toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--auto-aof-rewrite-percentage",
                "0");
        RedisServer server = new RedisServer(
                PeerProcess.start("redis", command, directory.resolve("redis.log"), () -> isUp(port)), port);
        return server;
    }

    private static boolean isUp(int port) {
        try {
            return call(port, "PING").equals("+PONG");
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** Digest of the script that settles. */
    String script() {
        return script;
    }

    String version() throws IOException {
        String info = call(port, "INFO", "server");
        int at = info.indexOf("redis_version:");
        return "Redis " + info.substring(at + 14, info.indexOf('\r', at));
    }

    /** Fills in accounts and the list, and brings the script in. */
    void load(int accounts) throws IOException {
        String fill = "for i = tonumber(ARGV[1]), tonumber(ARGV[2]) do "
                + "redis.call('HSET', 'a:' .. i, 's', '1', 'b', 100000 + i * 7919 % 400000) "
                + "if i % 100 == 0 then redis.call('SADD', 'invalid', tostring(i)) end end return 0";
        for (int from = 1; from <= accounts; from += LOAD_STEP) {
            int to = Math.min(accounts, from + LOAD_STEP - 1);
            call(port, "EVAL", fill, "0", Integer.toString(from), Integer.toString(to));
        }
        String loaded = call(port, "SCRIPT", "LOAD", PostgresServer.resource("settle.lua"));
        script = loaded.substring(loaded.indexOf('\n') + 1);
    }

    /** One command on a connection of its own; answers the reply as it came, without its last line end. */
    private static String call(int port, String... words) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MS);
            StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
            for (String word : words) {
                command.append('$')
                        .append(word.getBytes(StandardCharsets.UTF_8).length)
                        .append("\r\n")
                        .append(word)
                        .append("\r\n");
            }
            socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.UTF_8));
            InputStream in = new BufferedInputStream(socket.getInputStream());
            String line = line(in);
            if (line.startsWith("-")) {
                throw new IOException("redis answered " + line);
            }
            if (!line.startsWith("$")) {
                return line;
            }
            int length = Integer.parseInt(line.substring(1));
            return line + "\n" + new String(in.readNBytes(length), StandardCharsets.UTF_8);
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (c < 0) {
                throw new IOException("redis closed the connection");
            }
            line.append((char) c);
        }
        if (in.read() != '\n') {
            throw new IOException("a line of redis does not end");
        }
        return line.toString();
    }

    double cpuSeconds() {
        return process.cpuSeconds();
    }

    @Override
    public void close() {
        process.close();
    }
}
