package org.medsettle.model;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.CardLifeReply;
import org.medsettle.command.Reply;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.card.LossReport;
import org.medsettle.domain.card.Replacement;
import org.medsettle.domain.card.ReplacementStage;

/** Where a card stands, in plain values. Units: epoch milliseconds, fen, dates in epoch days. */
public record CardFile(
        CardState state,
        CardState storedState,
        int wrongPins,
        boolean hasPin,
        long changedAtMs,
        long lapsesAtMs,
        int expiryDay,
        int reportCount,
        @Nullable Report report,
        @Nullable Application application) {
    /** The last loss report. */
    public record Report(boolean formal, long fromMs, long untilMs, long reimbursedFen) {}

    /** The replacement; times by the name of the stage. */
    public record Application(
            String stage, CardState reason, Map<String, Long> times, int promisedDay, long newCardKey) {}

    /** What a reply says. */
    static CardFile read(Reply reply) {
        CardLifeReply life = new CardLifeReply();
        life.wrap(reply.body(), 0);
        return new CardFile(
                CardState.of(life.state()),
                CardState.of(life.storedState()),
                life.pinTries(),
                life.hasPin(),
                life.changedAtMs(),
                life.lapsesAtMs(),
                life.expiryDay(),
                life.lossReports(),
                life.hasReport() ? report(life) : null,
                life.hasReplacement() ? application(life) : null);
    }

    private static Report report(CardLifeReply life) {
        LossReport view = new LossReport();
        life.report(view);
        return new Report(view.kind() == LossReport.FORMAL, view.fromMs(), view.untilMs(), view.reimbursedFen());
    }

    private static Application application(CardLifeReply life) {
        Replacement view = new Replacement();
        life.replacement(view);
        Map<String, Long> times = new HashMap<>();
        for (ReplacementStage stage : ReplacementStage.values()) {
            if (view.reachedMs(stage) != 0) {
                times.put(stage.name(), view.reachedMs(stage));
            }
        }
        return new Application(view.stage().name(), view.reason(), times, view.promisedDay(), view.newCardKey());
    }
}
