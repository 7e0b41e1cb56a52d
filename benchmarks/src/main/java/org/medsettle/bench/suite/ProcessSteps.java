package org.medsettle.bench.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;
import org.medsettle.bench.load.PipelineConfig;
import org.medsettle.bench.load.PipelineResult;
import org.medsettle.bench.load.PipelineRun;
import org.medsettle.bench.load.SettleScript;
import org.medsettle.bench.report.Figure;
import org.medsettle.bench.report.Goal;
import org.medsettle.bench.report.Section;
import org.medsettle.bench.report.Text;
import org.medsettle.engine.EngineConfig;

/** The pipeline without doors, in this process. Threads: one. */
final class ProcessSteps {
    private static final double REPEATS = 0.05;
    private static final double RATE_GOAL = 1_500_000;
    private static final double MANY_GOAL = 1_000_000;
    private static final double ALLOCATED_GOAL = 0.1;

    private final SuiteConfig config;

    ProcessSteps(SuiteConfig config) {
        this.config = config;
    }

    /** Every run on a fresh node. */
    Section usual() {
        PipelineConfig pipeline = pipeline(config.accounts());
        SettleScript script = PipelineRun.script(pipeline);
        List<PipelineResult> results = new ArrayList<>();
        for (int i = 0; i < config.runs(); i++) {
            results.add(new PipelineRun(pipeline, script).run());
        }
        return section("process", config.accounts(), results, RATE_GOAL);
    }

    /** All runs on one node, since filling it takes longest. */
    Section many() {
        PipelineConfig pipeline = pipeline(config.manyAccounts());
        return section(
                "process.many",
                config.manyAccounts(),
                new PipelineRun(pipeline, PipelineRun.script(pipeline)).run(config.runs()),
                MANY_GOAL);
    }

    private PipelineConfig pipeline(int accounts) {
        return new PipelineConfig(
                accounts,
                SuiteConfig.INSTITUTIONS,
                0,
                config.warmUpSeconds(),
                config.seconds(),
                0,
                REPEATS,
                true,
                config.directory(),
                EngineConfig.DEFAULT,
                SuiteConfig.OFF_HEAP_BYTES,
                1);
    }

    private static Section section(String id, int accounts, List<PipelineResult> results, double goal) {
        Section section = new Section(Text.of("In process, durable, %,d accounts", accounts));
        section.add(figure(id + ".rate", "settlements", "/s", results, PipelineResult::perSecond)
                .meant(Goal.atLeast(goal)));
        section.add(figure(
                id + ".cpu",
                "processor time of the stages",
                "ns each",
                results,
                result -> (double) result.usage().cpuNs() / result.replies()));
        section.add(figure(
                        id + ".allocated",
                        "allocated by the stages",
                        "B each",
                        results,
                        result -> (double) result.usage().allocatedBytes() / result.replies())
                .meant(Goal.atMost(ALLOCATED_GOAL)));
        section.add(figure(id + ".journal", "journal", "B each", results, PipelineResult::journalBytesEach));
        section.add(figure(id + ".batch", "records made durable by one force", "", results, PipelineResult::batchMean));
        section.add(figure(id + ".force", "mean force", "ms", results, result -> result.syncMeanNs() / 1e6));
        Histogram force = results.get(results.size() - 1).syncNs();
        section.note("forces of the last run: " + Text.percentiles(force));
        PipelineResult last = results.get(results.size() - 1);
        section.note("each, last run: " + last.usage().perOperation(last.replies()));
        return section;
    }

    private static Figure figure(
            String id, String name, String unit, List<PipelineResult> results, ToDoubleFunction<PipelineResult> value) {
        return Figure.of(id, name, unit, results.stream().mapToDouble(value).toArray());
    }
}
