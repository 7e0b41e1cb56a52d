package org.medsettle.bench.peer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A PostgreSQL of our own: a new cluster in a directory of its own, durable as it comes, sized for the machine.
 *
 * <p>Threads: one. Failure: {@link IOException} or {@link SQLException}; the server is stopped.
 */
final class PostgresServer implements AutoCloseable {
    private static final String USER = "postgres";
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "shared_buffers=4GB",
            "wal_buffers=64MB",
            "wal_level=minimal",
            "max_wal_senders=0",
            "wal_compression=lz4",
            "max_wal_size=32GB",
            "min_wal_size=8GB",
            "checkpoint_timeout=30min",
            "jit=off",
            "max_connections=100");

    private final Path bin;
    private final PeerProcess process;
    private final int port;

    private PostgresServer(Path bin, PeerProcess process, int port) {
        this.bin = bin;
        this.process = process;
        this.port = port;
    }

    /** Makes a cluster in an empty directory and starts it. */
    static PostgresServer start(Path directory) throws IOException {
        Path bin = PeerPackages.postgres();
        Path data = directory.resolve("postgres");
        Path sockets = directory.resolve("sockets");
        Files.createDirectories(sockets);
        if (PeerPackages.isRoot()) {
            PeerProcess.run(List.of("chown", "-R", USER, directory.toString()));
        }
        PeerProcess.run(asOwner(
                bin.resolve("initdb").toString(),
                "-D",
                data.toString(),
                "-U",
                USER,
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C",
                "--wal-segsize=64"));
        int port = PeerProcess.freePort();
        List<String> command = new ArrayList<>(asOwner(
                bin.resolve("postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-k",
                sockets.toString()));
        for (String setting : SETTINGS) {
            command.add("-c");
            command.add(setting);
        }
        PeerProcess process =
                PeerProcess.start("postgres", command, directory.resolve("postgres.log"), () -> isUp(port));
        return new PostgresServer(bin, process, port);
    }

    /** PostgreSQL refuses to run as root; {@code setpriv} becomes the program itself, so its process id is the server's. */
    private static List<String> asOwner(String... command) {
        List<String> whole = new ArrayList<>();
        if (PeerPackages.isRoot()) {
            whole.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "--"));
        }
        whole.addAll(List.of(command));
        return whole;
    }

    private static boolean isUp(int port) {
        try (Connection connection = connect(port)) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static Connection connect(int port) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, "");
    }

    Connection connect() throws SQLException {
        return connect(port);
    }

    /** Makes tables and functions, and fills in accounts, cards, list and institutions. */
    void load(int accounts, int institutions) throws SQLException, IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(resource("schema.sql"));
            statement.execute("call load(" + accounts + ", " + institutions + ")");
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
        }
    }

    /** A text that comes along. */
    static String resource(String name) throws IOException {
        try (InputStream in = PostgresServer.class.getResourceAsStream("/peers/" + name)) {
            if (in == null) {
                throw new IOException(name + " is missing in this build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String version() throws SQLException {
        try (Connection connection = connect()) {
            return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
        }
    }

    /** pgbench with these arguments on our server, without vacuuming first. */
    List<String> pgbench(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                bin.resolve("pgbench").toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-U",
                USER,
                "-n",
                "-M",
                "prepared"));
        command.addAll(arguments);
        command.add("postgres");
        return command;
    }

    double cpuSeconds() {
        return process.cpuSeconds();
    }

    @Override
    public void close() {
        process.close();
    }
}
