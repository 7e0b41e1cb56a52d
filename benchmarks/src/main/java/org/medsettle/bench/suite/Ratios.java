package org.medsettle.bench.suite;

import java.util.Optional;
import org.medsettle.bench.report.Figure;
import org.medsettle.bench.report.Goal;
import org.medsettle.bench.report.Report;
import org.medsettle.bench.report.Section;

/** Our rates over the peers' of the same run, median over median. Threads: stateless. */
final class Ratios {
    /** exchange-core 0.5.3 with its journal on a machine of this kind: one balance a command, measured once, not in this run. */
    private static final double EXCHANGE_CORE = 1_000_000;

    private Ratios() {}

    static Section of(Report report) {
        Section section = new Section("Ratios per durable settlement, medians of this run");
        String single = "peer.postgres.single";
        String redis = "peer.redis.single";
        String pipelined = "peer.redis.pipelined";
        add(section, report, "his.saturated.answers", "HIS door", single, "PostgreSQL one by one", 10);
        add(section, report, "pos.saturated.answers", "POS door pipelined", single, "PostgreSQL one by one", 60);
        Optional<Figure> small = report.figure("peer.postgres.batch100");
        Optional<Figure> large = report.figure("peer.postgres.batch1000");
        String batch = small.isPresent()
                        && large.isPresent()
                        && small.get().median() > large.get().median()
                ? "peer.postgres.batch100"
                : "peer.postgres.batch1000";
        add(section, report, "pos.saturated.answers", "POS door pipelined", batch, "PostgreSQL's best batches", 7);
        add(section, report, "process.rate", "in process", batch, "PostgreSQL's best batches", 30);
        add(section, report, "his.saturated.answers", "HIS door", redis, "Redis one by one", 2);
        add(section, report, "pos.saturated.answers", "POS door pipelined", pipelined, "Redis pipelined", 7);
        report.figure("process.rate")
                .ifPresent(ours -> section.add(Figure.of(
                                "ratio.exchange",
                                "in process to exchange-core's 1.0 million/s (another run)",
                                "",
                                ours.median() / EXCHANGE_CORE)
                        .meant(Goal.atLeast(1.4))));
        report.figure("process.cpu").ifPresent(usual -> report.figure("process.many.cpu")
                .ifPresent(many -> section.add(scaling(usual, many))));
        return section;
    }

    private static Figure scaling(Figure usual, Figure many) {
        return Figure.of(
                        "ratio.scale",
                        "cost of a settlement with the many accounts to the few",
                        "",
                        many.median() / usual.median())
                .meant(Goal.atMost(1.4));
    }

    private static void add(
            Section section, Report report, String ours, String our, String theirs, String their, double goal) {
        report.figure(ours).ifPresent(mine -> report.figure(theirs)
                .ifPresent(other -> section.add(Figure.of(
                                "ratio." + ours + "." + theirs,
                                our + " to " + their,
                                "",
                                mine.median() / other.median())
                        .meant(Goal.atLeast(goal)))));
    }
}
