package org.medsettle.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.medsettle.bench.suite.Step;
import org.medsettle.bench.suite.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bench peers}: PostgreSQL and Redis on the same work as our doors, in one run. Threads: one. */
@Command(
        name = "peers",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "The same work, durable, by Medsettle in process and at both doors, by PostgreSQL (one function call a"
                    + " settlement, and batches) and by Redis (append-only file synced always), and the ratios.",
            "Installs Debian's packages postgresql and redis-server where they are missing and it runs as root; starts both"
                    + " on loopback, on free ports, with directories of their own, and stops them by their process ids."
        })
final class PeersCommand implements Callable<Integer> {
    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException, SQLException {
        var unused = new Suite(
                        options.config(EnumSet.of(Step.PROCESS, Step.DOORS, Step.PEERS)),
                        "peers",
                        "Medsettle and its peers on the same work")
                .run();
        return 0;
    }
}
