package org.medsettle.gateway.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.DayTotalsBody;
import org.medsettle.command.DayTotalsReply;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Endpoint;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.trail.AuditSubject;

/**
 * {@code GET /api/v1/day-totals?day=&institution=&cursor=}: the clearing totals of one business date, page by page.
 *
 * <p>Threads: confined to the admin event loop. Units: fen.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class DayTotalsEndpoint implements Endpoint {
    private final ReplyLane lane;
    private final Command command = new Command();
    private final DayTotalsBody body = new DayTotalsBody();

    DayTotalsEndpoint(ReplyLane lane) {
        this.lane = lane;
    }

    @Override
    public void handle(AdminCall call, Exchange exchange) {
        Integer day = day(call.parameter("day"));
        String institution = call.parameter("institution");
        long cursor = call.number("cursor", 0);
        boolean hasCode = institution == null
                || (institution.length() <= Institution.CODE_CHARS
                        && institution.chars().allMatch(c -> c > ' ' && c <= '~'));
        if (day == null || !hasCode || cursor < 0) {
            exchange.problem(
                    ResultCode.FIELD_INVALID,
                    "day is YYYY-MM-DD, none for today; institution is a code, none for all; cursor is the next of the "
                            + "page before, none for the first");
            return;
        }
        exchange.concerns(
                AuditSubject.named(AuditSubject.Type.DAY, day == DayTotalsBody.TODAY ? "today" : DayText.of(day)));
        body.wrap(command.reserve(DayTotalsBody.BYTES), 0);
        body.set(day, institution == null ? "" : institution, cursor);
        command.set(CommandType.QUERY_DAY_TOTALS, DayTotalsBody.BYTES);
        lane.ask(command, exchange, reply -> answer(reply, exchange));
    }

    private static @Nullable Integer day(@Nullable String text) {
        return text == null || text.isEmpty() ? (Integer) DayTotalsBody.TODAY : DayText.parse(text);
    }

    private static void answer(Reply reply, Exchange exchange) {
        DayTotalsReply page = new DayTotalsReply();
        page.wrap(reply.body(), 0);
        ClearingTotal total = new ClearingTotal();
        exchange.json(to -> {
            to.writeStringField("day", DayText.of(page.businessDate()));
            to.writeStringField("closed_through", closedThrough(page.closedThrough()));
            to.writeArrayFieldStart("totals");
            for (int i = 0; i < page.count(); i++) {
                page.total(i, total);
                to.writeStartObject();
                to.writeStringField("fixmedins_code", page.institution(i));
                to.writeNumberField("insutype", total.insuranceType());
                to.writeNumberField("clr_type", total.clearingType());
                writeSide("settled", ClearingTotal.NORMAL, total, to);
                writeSide("refunded", ClearingTotal.REFUND, total, to);
                to.writeEndObject();
            }
            to.writeEndArray();
            to.writeStringField("next", page.nextCursor() == 0 ? "" : Long.toString(page.nextCursor()));
        });
    }

    private static String closedThrough(int day) {
        return day == DayTotalsReply.NEVER_CLOSED ? "" : DayText.of(day);
    }

    private static void writeSide(String field, int side, ClearingTotal total, JsonGenerator to) throws IOException {
        to.writeObjectFieldStart(field);
        to.writeNumberField("count", total.count(side));
        to.writeNumberField("medfee_fen", total.medfeeFen(side));
        to.writeNumberField("fund_fen", total.fundFen(side));
        to.writeNumberField("account_fen", total.accountFen(side));
        to.writeNumberField("mutual_aid_fen", total.mutualAidFen(side));
        to.writeNumberField("cash_fen", total.cashFen(side));
        to.writeEndObject();
    }
}
