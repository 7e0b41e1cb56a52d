package org.medsettle.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.medsettle.bench.suite.Step;
import org.medsettle.bench.suite.Suite;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench all}: every published figure in one run. Threads: one. */
@Command(
        name = "all",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Every published figure in one run, on a machine that does nothing else: disk, pipeline, both doors, overload,"
                    + " stalls, peers, memory, stages. Starts a node and the peers by itself and stops them again.",
            "Takes about 20 minutes, 16 GiB of memory and 20 GB of disk on two cores."
        })
final class AllCommand implements Callable<Integer> {
    @Mixin
    private SuiteOptions options = new SuiteOptions();

    @Option(
            names = "--steps",
            split = ",",
            description = "Only these, with a comma between: ${COMPLETION-CANDIDATES} (all).")
    private List<Step> steps = List.copyOf(EnumSet.allOf(Step.class));

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException, SQLException {
        var unused = new Suite(options.config(EnumSet.copyOf(steps)), "all", "Medsettle: all benchmarks").run();
        return 0;
    }
}
