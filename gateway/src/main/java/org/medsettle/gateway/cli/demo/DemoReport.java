package org.medsettle.gateway.cli.demo;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import java.io.PrintWriter;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.medsettle.command.ResultCode;

/**
 * The table that the demo ends with.
 *
 * <p>Threads: the caller; the traffic must be at rest.
 */
final class DemoReport {
    private static final double[] PERCENTILES = {50, 99, 99.9};

    private final PrintWriter out;
    private final Scene scene;
    private final TillFigures tills;
    private final RunTimes times;

    DemoReport(PrintWriter out, Scene scene, TillFigures tills, RunTimes times) {
        this.out = out;
        this.scene = scene;
        this.tills = tills;
        this.times = times;
    }

    void print(Map<String, String> digest, String verified) {
        TrafficFigures figures = scene.figures();
        out.println();
        row(
                "population",
                format(
                        ROOT,
                        "%,d persons, %s accounts, %s cards, %s institutions, made in %.1f s",
                        scene.population().size(),
                        count(digest, "accounts"),
                        count(digest, "cards"),
                        count(digest, "institutions"),
                        RunTimes.seconds(times.populationNs)));
        row(
                "node",
                format(
                        ROOT,
                        "started in %.1f s, imports in %.1f s",
                        RunTimes.seconds(times.startNs),
                        RunTimes.seconds(times.importNs)));
        row(
                "settled",
                format(
                        ROOT,
                        "%,d: pharmacy %,d (mean %s yuan), outpatient %,d (mean %s yuan)",
                        figures.settled,
                        figures.pharmacyBills(),
                        YuanText.of(figures.pharmacyMeanFen()),
                        figures.outpatientBills(),
                        YuanText.of(figures.outpatientMeanFen())));
        row("outpatient bills", "sent as 2102 with med_type 11, the number served so far");
        row(
                "undone",
                format(
                        ROOT,
                        "%,d cancelled, %,d reversed, %,d cancels reversed",
                        figures.cancelled,
                        figures.reversed,
                        figures.cancelsUndone));
        row("paid in cash only", format(ROOT, "%,d (residents, empty accounts, account not used)", figures.cashOnly));
        row("keys repeated", format(ROOT, "%,d, each with the first answer or with what undid it", figures.repeats));
        row(
                "lost cards",
                format(
                        ROOT,
                        "%,d reported during the run, refused from the acknowledgement on",
                        scene.books().lostCards()));
        row("tills", tills.words());
        row("tills' batches", tills.batchWords());
        printRates(figures);
        printKill(figures);
        printRefusals(figures);
        printBooks(digest, verified);
        out.flush();
    }

    private void printRates(TrafficFigures figures) {
        long ns = times.trafficBeforeNs + times.trafficAfterNs;
        row(
                "rate",
                format(
                        ROOT,
                        "%,.0f settlements/s, %,.0f messages/s from %d windows, one request in flight each",
                        RunTimes.perSecond(figures.settled, ns),
                        RunTimes.perSecond(figures.messages(), ns),
                        DemoOptions.WINDOWS));
        latency("settle, before the kill", figures.settleNs(false));
        latency("settle, after the kill", figures.settleNs(true));
        latency("all, before the kill", figures.messageNs(false));
        latency("all, after the kill", figures.messageNs(true));
    }

    private void latency(String what, Histogram ns) {
        StringBuilder line = new StringBuilder();
        for (double percentile : PERCENTILES) {
            line.append(format(ROOT, "p%s %.2f  ", trimmed(percentile), ns.getValueAtPercentile(percentile) / 1e6));
        }
        line.append(format(ROOT, "max %.1f ms", ns.getMaxValue() / 1e6));
        row(what, line.toString());
    }

    private static String trimmed(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private void printKill(TrafficFigures figures) {
        row(
                "kill -9",
                format(
                        ROOT,
                        "doors open again after %.2f s, first settlement after %.2f s",
                        RunTimes.seconds(times.doorsOpenNs),
                        RunTimes.seconds(times.firstAnswerNs)));
        row(
                "without an answer",
                format(
                        ROOT,
                        "%,d requests: %,d sent again, %,d asked for (%,d done, %,d never seen), "
                                + "%,d reversed (%,d had settled, %,d had not)",
                        figures.lost,
                        figures.resentUnasked,
                        figures.askedDone + figures.askedNever,
                        figures.askedDone,
                        figures.askedNever,
                        figures.reversedDone + figures.reversedNever,
                        figures.reversedDone,
                        figures.reversedNever));
        row("told busy", format(ROOT, "%,d, sent again", figures.busy));
    }

    private void printRefusals(TrafficFigures figures) {
        for (Map.Entry<Integer, Long> refusal : figures.refusals().entrySet()) {
            row(
                    "refused",
                    format(ROOT, "%4d %-28s %,7d", refusal.getKey(), name(refusal.getKey()), refusal.getValue()));
        }
    }

    private static String name(int code) {
        return code < 0 ? "without a code" : ResultCode.of(code).name();
    }

    private void printBooks(Map<String, String> digest, String verified) {
        row("account debits", format(ROOT, "%15s yuan", yuan(digest, "account_debits_fen")));
        row("account returns", format(ROOT, "%15s yuan", yuan(digest, "account_returns_fen")));
        row("owed to institutions", format(ROOT, "%15s yuan", yuan(digest, "institution_payable_fen")));
        row("balances", format(ROOT, "%15s yuan", yuan(digest, "balance_fen")));
        row(
                "audit",
                format(
                        ROOT,
                        "%,d keys asked for, %,d balances compared, in %.1f s",
                        scene.witness().size(),
                        scene.books().touched().cardinality(),
                        RunTimes.seconds(times.auditNs)));
        row("state digest", format(ROOT, "%s%s", digest.getOrDefault("state_digest", "?"), verified));
        boolean isBalanced = scene.violations().count() == 0;
        row("books balanced", isBalanced ? "yes" : "NO");
        row("total", format(ROOT, "%.1f s", RunTimes.seconds(times.totalNs)));
        if (!isBalanced) {
            out.println();
            out.println(format(
                    ROOT, "%,d violations, the first:", scene.violations().count()));
            scene.violations().first().forEach(violation -> out.println("  " + violation));
        }
    }

    private static String count(Map<String, String> digest, String name) {
        String text = digest.get(name);
        return text == null ? "?" : format(ROOT, "%,d", Long.parseLong(text));
    }

    private static String yuan(Map<String, String> digest, String name) {
        String text = digest.get(name);
        return text == null ? "?" : YuanText.of(Long.parseLong(text));
    }

    private void row(String what, String text) {
        out.println(format(ROOT, "%-24s %s", what, text));
    }
}
