package org.medsettle.bench.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.medsettle.bench.open.LoadClient;
import org.medsettle.bench.open.LoadPlan;
import org.medsettle.bench.open.LoadResult;
import org.medsettle.bench.report.Figure;
import org.medsettle.bench.report.Section;
import org.medsettle.bench.report.Text;
import org.medsettle.bench.scenario.Scenario;
import org.medsettle.bench.workload.Workload;

/**
 * The peers one after the other, each alone on the machine with its client: their rates per durable settlement.
 *
 * <p>Threads: one. Units: settlements per second; all requests count, repeats and declines too, as at our doors.
 */
public final class PeerRun {
    private static final int CLIENTS = 32;
    private static final int BATCH = 1_000;
    private static final int BATCH_CONNECTIONS = 4;
    private static final int SMALL_BATCH = 100;
    private static final int SMALL_BATCH_CONNECTIONS = 2;
    private static final int REDIS_WINDOWS = 64;
    private static final int REDIS_PIPELINES = 32;
    private static final int REDIS_DEPTH = 64;

    private final Workload workload;
    private final int accounts;
    private final int institutions;
    private final int seconds;
    private final int runs;
    private final Path directory;

    /**
     * @param accounts with a card each
     * @param seconds of every run
     * @param directory an empty one, for their data
     */
    public PeerRun(Workload workload, int accounts, int institutions, int seconds, int runs, Path directory) {
        this.workload = workload;
        this.accounts = accounts;
        this.institutions = institutions;
        this.seconds = seconds;
        this.runs = runs;
        this.directory = directory;
    }

    /** PostgreSQL, fsync and synchronous_commit on. */
    public Section postgres() throws IOException, SQLException, InterruptedException {
        try (PostgresServer server = PostgresServer.start(directory)) {
            server.load(accounts, institutions);
            PostgresRun run = new PostgresRun(server, workload, accounts, institutions, directory);
            Section section = new Section(server.version() + ", durable");
            run.oneByOne(CLIENTS, Math.max(2, seconds / 2));
            double[] single = new double[runs];
            for (int i = 0; i < runs; i++) {
                single[i] = run.oneByOne(CLIENTS, seconds);
            }
            section.add(Figure.of(
                    "peer.postgres.single", "one function call a settlement, " + CLIENTS + " clients", "/s", single));
            section.add(batches(run, "peer.postgres.batch100", SMALL_BATCH_CONNECTIONS, SMALL_BATCH));
            section.add(batches(run, "peer.postgres.batch1000", BATCH_CONNECTIONS, BATCH));
            section.note(
                    "pgbench -M prepared on TCP for single calls, JDBC arrays for batches; a settlement is key, card,"
                            + " list, institution, balance, debit and record; an institution's total is the sum of its records");
            return section;
        }
    }

    private Figure batches(PostgresRun run, String id, int connections, int size)
            throws SQLException, InterruptedException {
        run.batched(connections, size, Math.max(2, seconds / 2));
        double[] rates = new double[runs];
        for (int i = 0; i < runs; i++) {
            rates[i] = run.batched(connections, size, seconds);
        }
        return Figure.of(id, Text.of("set-based batches of %,d, %d connections", size, connections), "/s", rates);
    }

    /** Redis, append-only file synced always. */
    public Section redis() throws IOException, InterruptedException, ExecutionException {
        try (RedisServer server = RedisServer.start(directory)) {
            server.load(accounts);
            Section section = new Section(server.version() + ", append-only file synced always");
            List<LoadResult> results = new ArrayList<>();
            try (LoadClient client = new LoadClient()) {
                results.add(client.run(
                        plan(server, REDIS_WINDOWS, 1),
                        new RedisDoor(workload, server.script(), accounts, institutions, 1)));
                results.add(client.run(
                        plan(server, REDIS_PIPELINES, REDIS_DEPTH),
                        new RedisDoor(workload, server.script(), accounts, institutions, 2)));
            }
            section.add(
                    figure("peer.redis.single", REDIS_WINDOWS + " connections, one call at a time", results.get(0)));
            section.add(figure(
                    "peer.redis.pipelined",
                    Text.of("%d connections, %d calls pipelined", REDIS_PIPELINES, REDIS_DEPTH),
                    results.get(1)));
            section.note(
                    "one script call a settlement: key, card and status, list, balance, debit, institution's total,"
                            + " record; codes " + results.get(0).phases().get(0).codes());
            return section;
        }
    }

    private LoadPlan plan(RedisServer server, int connections, int depth) {
        return new LoadPlan(
                "127.0.0.1",
                server.port(),
                connections,
                depth,
                0,
                Scenario.steady(0, Math.max(2, seconds / 2), seconds, runs).phases());
    }

    private static Figure figure(String id, String name, LoadResult result) {
        return Figure.of(
                id,
                name,
                "/s",
                result.phases().stream()
                        .mapToDouble(phase -> phase.answersPerSecond())
                        .toArray());
    }
}
