package org.medsettle.gateway.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.medsettle.command.CardLifeReply;
import org.medsettle.command.Reply;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.card.LossReport;
import org.medsettle.domain.card.Replacement;
import org.medsettle.domain.card.ReplacementStage;
import org.medsettle.gateway.admin.http.Exchange;

/**
 * Where a card stands, as JSON; what has no time yet is "". Threads: stateless. Units: fen; times in ISO 8601 at Asia/Shanghai's
 * offset.
 */
final class CardAnswers {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT).withZone(ZoneOffset.ofHours(8));

    private CardAnswers() {}

    /** State, PIN, last loss report and replacement. */
    static void file(Reply reply, Exchange exchange) {
        CardLifeReply life = new CardLifeReply();
        life.wrap(reply.body(), 0);
        exchange.json(to -> {
            to.writeStringField("card_state", CardState.of(life.state()).name());
            to.writeStringField("changed", time(life.changedAtMs()));
            to.writeStringField("lapses", time(life.lapsesAtMs()));
            to.writeStringField("expiry", day(life.expiryDay()));
            to.writeBooleanField("pin_set", life.hasPin());
            to.writeNumberField("wrong_pins", life.pinTries());
            to.writeNumberField("loss_reports", life.lossReports());
            if (life.hasReport()) {
                writeReport(life, to);
            }
            if (life.hasReplacement()) {
                writeReplacement(life, to);
            }
        });
    }

    private static void writeReport(CardLifeReply life, JsonGenerator to) throws IOException {
        LossReport report = new LossReport();
        life.report(report);
        to.writeObjectFieldStart("loss_report");
        to.writeBooleanField("formal", report.kind() == LossReport.FORMAL);
        to.writeStringField("from", time(report.fromMs()));
        to.writeStringField("until", time(report.untilMs()));
        to.writeNumberField("reimbursed_fen", report.reimbursedFen());
        to.writeEndObject();
    }

    private static void writeReplacement(CardLifeReply life, JsonGenerator to) throws IOException {
        Replacement replacement = new Replacement();
        life.replacement(replacement);
        to.writeObjectFieldStart("replacement");
        to.writeStringField("stage", replacement.stage().name());
        to.writeStringField("applied_as", replacement.reason().name());
        for (ReplacementStage stage : ReplacementStage.values()) {
            to.writeStringField(stage.name().toLowerCase(Locale.ROOT), time(replacement.reachedMs(stage)));
        }
        to.writeStringField("promised", day(replacement.promisedDay()));
        long next = replacement.newCardKey();
        to.writeStringField("new_card_no", next == 0 ? "" : CardNumber.number(next));
        to.writeEndObject();
    }

    private static String time(long epochMs) {
        return epochMs == 0 ? "" : TIME.format(Instant.ofEpochMilli(epochMs));
    }

    private static String day(int epochDay) {
        return epochDay == 0 ? "" : LocalDate.ofEpochDay(epochDay).toString();
    }
}
