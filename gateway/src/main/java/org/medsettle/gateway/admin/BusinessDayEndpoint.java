package org.medsettle.gateway.admin;

import java.util.Set;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.QueryBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Endpoint;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.admin.http.FlatJson;
import org.medsettle.gateway.trail.AuditSubject;

/**
 * {@code POST /api/v1/business-day/close}: closes the books through a business date that is over. It needs no key, since the same
 * date again changes nothing.
 *
 * <p>Threads: confined to the admin event loop.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class BusinessDayEndpoint implements Endpoint {
    /** What the core answers with when the date was closed before. */
    private static final int CLOSED_ALREADY = 1;

    private final ReplyLane lane;
    private final Command command = new Command();
    private final QueryBody body = new QueryBody();

    BusinessDayEndpoint(ReplyLane lane) {
        this.lane = lane;
    }

    @Override
    public void handle(AdminCall call, Exchange exchange) {
        if (Operators.of(call, exchange) == null) {
            return;
        }
        FlatJson json = FlatJson.parse(call.body());
        if (json == null || json.unknownField(Set.of("day")) != null || !json.has("day")) {
            exchange.problem(ResultCode.MALFORMED, "the body is {\"day\":\"YYYY-MM-DD\"}, the business date to close");
            return;
        }
        Integer day = DayText.parse(json.text("day"));
        if (day == null) {
            exchange.problem(ResultCode.FIELD_INVALID, "day is a date of the calendar, YYYY-MM-DD");
            return;
        }
        exchange.concerns(AuditSubject.named(AuditSubject.Type.DAY, DayText.of(day)));
        body.wrap(command.reserve(QueryBody.BYTES), 0);
        body.begin("", 0).ids(day, 0);
        command.set(CommandType.CLOSE_DAY, QueryBody.BYTES);
        lane.ask(command, exchange, reply -> answer(reply, day, exchange), BusinessDayEndpoint::sentence);
    }

    private static void answer(Reply reply, int day, Exchange exchange) {
        exchange.changed(reply.sequence());
        exchange.json(to -> {
            to.writeStringField("result", ResultCode.OK.name());
            to.writeNumberField("code", ResultCode.OK.number());
            to.writeNumberField("sequence", reply.sequence());
            to.writeStringField("day", DayText.of(day));
            to.writeBooleanField("repeated", reply.detail() == CLOSED_ALREADY);
        });
    }

    private static String sentence(ResultCode code, int detail) {
        return code == ResultCode.FIELD_INVALID
                ? "this day is not over: the business date is " + DayText.of(detail)
                        + ", so close the day before it or an earlier one; a date ends at rules.day_cut_minutes after the "
                        + "midnight that follows it"
                : Refusals.sentence(code, detail);
    }
}
