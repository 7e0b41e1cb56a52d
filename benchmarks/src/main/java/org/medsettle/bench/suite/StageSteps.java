package org.medsettle.bench.suite;

import java.io.IOException;
import java.util.Collection;
import java.util.TreeMap;
import org.medsettle.bench.report.Figure;
import org.medsettle.bench.report.Section;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every stage alone, by JMH, with what it allocates. Threads: one. */
final class StageSteps {
    /** The stages of a settlement, and what it looks up; rivals that lost are left to {@code bench micro}. */
    private static final String[] STAGES = {
        "HisStageBenchmark",
        "PosStageBenchmark",
        "CommandBenchmark",
        "JournalEncodeBenchmark",
        "StateMachineSettleBenchmark",
        "AccountBenchmark.chronicleByHandle",
        "StoreBenchmark.(personByNumber|cardByKey|listMiss|listHit|keyMissThenAdd)"
    };

    private StageSteps() {}

    static Section run() throws IOException {
        OptionsBuilder options = new OptionsBuilder();
        for (String stage : STAGES) {
            options.include(stage);
        }
        options.param("kind", "offheap").param("stores", "real");
        options.forks(1)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT);
        try {
            return section(new Runner(options.build()).run());
        } catch (RunnerException failed) {
            throw new IOException("JMH failed: " + failed.getMessage(), failed);
        }
    }

    private static Section section(Collection<RunResult> results) {
        Section section = new Section("Stages alone (JMH, mean of 5 seconds and its error, bytes allocated)");
        for (RunResult result : results) {
            Result<?> primary = result.getPrimaryResult();
            String benchmark = result.getParams().getBenchmark();
            String shortName = benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
            StringBuilder name = new StringBuilder(shortName.replace("Benchmark", ""));
            for (String key : result.getParams().getParamsKeys()) {
                name.append(' ')
                        .append(key)
                        .append('=')
                        .append(result.getParams().getParam(key));
            }
            section.add(Figure.of("stage." + name, name.toString(), "ns", primary.getScore()));
            Result<?> allocated = new TreeMap<>(result.getSecondaryResults()).get("gc.alloc.rate.norm");
            if (allocated != null) {
                section.add(Figure.of("stage." + name + ".allocated", name + " allocates", "B", allocated.getScore()));
            }
        }
        return section;
    }
}
