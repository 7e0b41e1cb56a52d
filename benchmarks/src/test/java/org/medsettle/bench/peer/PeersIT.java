package org.medsettle.bench.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.bench.open.LoadClient;
import org.medsettle.bench.open.LoadPlan;
import org.medsettle.bench.open.Phase;
import org.medsettle.bench.open.PhaseResult;
import org.medsettle.bench.workload.Workload;

/** The peers do the work that they are compared by: keys, cards, lists, balances. Skipped where they are not installed. */
class PeersIT {
    private static final int ACCOUNTS = 2_000;

    @TempDir
    Path directory;

    @BeforeEach
    void letOthersIn() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void shouldSettleInPostgres() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/usr/lib/postgresql")), "no PostgreSQL here");
        Path own = Files.createDirectory(directory.resolve("own"));
        try (PostgresServer server = PostgresServer.start(own)) {
            server.load(ACCOUNTS, 10);
            try (Connection connection = server.connect();
                    Statement statement = connection.createStatement()) {
                long before = balance(statement, 1);
                assertEquals(0, number(statement, "select settle(1, 1, 6217000000000001, 1, 500)"));
                assertEquals(0, number(statement, "select settle(1, 1, 6217000000000001, 1, 500)"), "a repeat");
                assertEquals(before - 500, balance(statement, 1), "debited once");
                assertEquals(14, number(statement, "select settle(1, 2, 1, 1, 500)"));
                assertEquals(62, number(statement, "select settle(1, 3, 6217000000000100, 1, 500)"));
                assertEquals(3, number(statement, "select settle(1, 4, 6217000000000001, 99, 500)"));
                assertEquals(51, number(statement, "select settle(1, 5, 6217000000000001, 1, 9000000)"));
                assertEquals(51, number(statement, "select settle(1, 5, 6217000000000001, 1, 5)"), "the first answer");
                assertBatch(statement);
            }
            assertRates(server, own);
        }
    }

    /** A key known before, a new one twice, an account twice, a listed card, an unknown one, too large a bill. */
    private static void assertBatch(Statement statement) throws SQLException {
        long first = balance(statement, 1);
        long second = balance(statement, 2);
        String cards = "6217000000000001,6217000000000001,6217000000000001,6217000000000002,6217000000000100,7,"
                + "6217000000000002";
        try (ResultSet codes = statement.executeQuery("select settle_batch('{1,2,2,2,2,2,2}', '{1,1,1,2,3,4,5}', '{"
                + cards + "}', '{1,1,1,1,1,1,1}', '{500,100,100,200,300,400,9000000}')")) {
            assertTrue(codes.next());
            assertArrayEquals(new Integer[] {0, 0, 0, 0, 62, 14, 51}, (Object[])
                    codes.getArray(1).getArray());
        }
        assertEquals(first - 100, balance(statement, 1));
        assertEquals(second - 200, balance(statement, 2));
        assertEquals(
                number(statement, "select sum(amount) from settlement where code = 0"),
                number(statement, "select sum(100000 + n * 7919::bigint % 400000) from generate_series(1, 2000) n")
                        - number(statement, "select sum(balance) from account"),
                "what was settled is what the accounts have paid");
    }

    private static void assertRates(PostgresServer server, Path own) throws Exception {
        PostgresRun run = new PostgresRun(server, Workload.of("settle"), ACCOUNTS, 10, own);
        assertTrue(run.oneByOne(4, 1) > 0);
        assertTrue(run.batched(2, 50, 1) > 0);
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            assertEquals(
                    4, number(statement, "select count(distinct code) from settlement where code in (0, 14, 51, 62)"));
        }
    }

    private static long balance(Statement statement, int account) throws SQLException {
        return number(statement, "select balance from account where id = " + account);
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet answer = statement.executeQuery(query)) {
            assertTrue(answer.next());
            return answer.getLong(1);
        }
    }

    @Test
    void shouldSettleInRedis() throws Exception {
        Assumptions.assumeTrue(PeerPackages.onPath("redis-server").isPresent(), "no Redis here");
        try (RedisServer server = RedisServer.start(directory);
                LoadClient client = new LoadClient()) {
            server.load(ACCOUNTS);
            PhaseResult result = client.run(
                            new LoadPlan(
                                    "127.0.0.1", server.port(), 4, 8, 0, List.of(new Phase("all", 2_000, 1, true))),
                            new RedisDoor(Workload.of("settle"), server.script(), ACCOUNTS, 10, 1))
                    .phases()
                    .get(0);

            assertEquals(2_000, result.counts().answered());
            Map<String, Long> codes = result.codes();
            assertEquals(List.of("0", "51", "62"), List.copyOf(codes.keySet()), "codes " + codes);
            assertTrue(result.counts().repeatsKnown() > 50, "repeats " + result.counts());
        }
    }
}
