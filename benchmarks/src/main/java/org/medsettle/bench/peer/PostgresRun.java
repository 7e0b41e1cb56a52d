package org.medsettle.bench.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medsettle.bench.workload.Bills;
import org.medsettle.bench.workload.Workload;
import org.medsettle.bench.workload.Zipf;

/**
 * Loads on PostgreSQL: one call a settlement by its own pgbench, which costs the machine least, and batches by JDBC.
 *
 * <p>Threads: one caller; batches have a thread per connection. Units: seconds, settlements per second.
 */
final class PostgresRun {
    private static final int REPEAT_WINDOW = 1_000;
    private static final Pattern RATE = Pattern.compile("(?m)^tps = ([0-9.]+) \\(without");
    private static final Pattern FAILED = Pattern.compile("(?m)^number of failed transactions: ([0-9]+)");
    private static final long FIRST_CARD = 6_217_000_000_000_000L;

    private final PostgresServer server;
    private final Workload workload;
    private final int accounts;
    private final Zipf institutions;
    private final int institutionCount;
    private final Path script;
    private int run;

    PostgresRun(PostgresServer server, Workload workload, int accounts, int institutionCount, Path directory)
            throws IOException {
        this.server = server;
        this.workload = workload;
        this.accounts = accounts;
        this.institutionCount = institutionCount;
        institutions = new Zipf(institutionCount, workload.zipf());
        script = directory.resolve("settle.pgbench");
        Files.writeString(script, PostgresServer.resource("settle.pgbench"), StandardCharsets.UTF_8);
    }

    /** One call a settlement over {@code clients} connections; settlements per second, declines and repeats included. */
    double oneByOne(int clients, int seconds) throws IOException {
        run++;
        String output = PeerProcess.run(server.pgbench(List.of(
                "-c",
                Integer.toString(clients),
                "-j",
                "2",
                "-T",
                Integer.toString(seconds),
                "-D",
                "accounts=" + accounts,
                "-D",
                "places=" + institutionCount,
                "-D",
                "run=" + run,
                "-D",
                "last=0",
                "-f",
                script.toString())));
        Matcher failed = FAILED.matcher(output);
        Matcher rate = RATE.matcher(output);
        if (!rate.find() || (failed.find() && !failed.group(1).equals("0"))) {
            throw new IOException("pgbench said:\n" + output);
        }
        return Double.parseDouble(rate.group(1));
    }

    /** Batches of {@code size} over {@code connections}; settlements per second. */
    double batched(int connections, int size, int seconds) throws SQLException, InterruptedException {
        run++;
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            long endNs = System.nanoTime() + seconds * 1_000_000_000L;
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                Batches batches = new Batches(run * 1_000L + i, size);
                counts.add(threads.submit(() -> batches.until(endNs)));
            }
            long settled = 0;
            long startNs = endNs - seconds * 1_000_000_000L;
            for (Future<Long> count : counts) {
                settled += count.get();
            }
            return settled / ((System.nanoTime() - startNs) / 1e9);
        } catch (ExecutionException failed) {
            throw new SQLException("a batch failed: " + failed.getMessage(), failed);
        } finally {
            threads.shutdownNow();
        }
    }

    /** One connection's batches. */
    private final class Batches {
        private final long high;
        private final SplittableRandom random;
        private final Long[] highs;
        private final Long[] lows;
        private final Long[] cards;
        private final Integer[] places;
        private final Long[] amounts;
        private long last;

        Batches(long high, int size) {
            this.high = high;
            random = new SplittableRandom(high);
            highs = new Long[size];
            lows = new Long[size];
            cards = new Long[size];
            places = new Integer[size];
            amounts = new Long[size];
        }

        long until(long endNs) throws SQLException {
            long settled = 0;
            try (Connection connection = server.connect();
                    PreparedStatement call = connection.prepareStatement("select settle_batch(?, ?, ?, ?, ?)")) {
                while (System.nanoTime() < endNs) {
                    fill();
                    settle(connection, call);
                    settled += lows.length;
                }
            }
            return settled;
        }

        private void fill() {
            for (int i = 0; i < lows.length; i++) {
                boolean repeats = last > 0 && random.nextDouble() < workload.repeats();
                highs[i] = high;
                lows[i] = repeats ? Math.max(1, last - random.nextInt(REPEAT_WINDOW)) : ++last;
                cards[i] = FIRST_CARD + 1 + random.nextInt(accounts);
                places[i] = 1 + institutions.draw(random);
                amounts[i] = random.nextDouble() < workload.shortBalances() ? Workload.SHORT_FEN : Bills.draw(random);
            }
        }

        private void settle(Connection connection, PreparedStatement call) throws SQLException {
            Object[][] arrays = {highs, lows, cards, places, amounts};
            for (int i = 0; i < arrays.length; i++) {
                call.setArray(i + 1, connection.createArrayOf(arrays[i] == places ? "int4" : "int8", arrays[i]));
            }
            try (ResultSet answer = call.executeQuery()) {
                if (!answer.next() || ((Object[]) answer.getArray(1).getArray()).length != lows.length) {
                    throw new SQLException("a batch was not answered in full");
                }
            }
        }
    }
}
