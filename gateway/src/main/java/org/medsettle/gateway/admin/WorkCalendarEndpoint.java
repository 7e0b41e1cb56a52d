package org.medsettle.gateway.admin;

import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ResultCode;
import org.medsettle.command.WorkCalendarBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Endpoint;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.config.WorkCalendar;
import org.medsettle.gateway.trail.AuditSubject;

/**
 * {@code POST /api/v1/work-calendar}: replaces the calendar of working days by the CSV in the body. It takes no key, since the
 * same calendar again changes nothing.
 *
 * <p>Threads: confined to the admin event loop.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class WorkCalendarEndpoint implements Endpoint {
    private final ReplyLane lane;
    private final Command command = new Command();
    private final WorkCalendarBody body = new WorkCalendarBody();

    WorkCalendarEndpoint(ReplyLane lane) {
        this.lane = lane;
    }

    @Override
    public void handle(AdminCall call, Exchange exchange) {
        exchange.concerns(AuditSubject.named(AuditSubject.Type.CONFIGURATION, "work-calendar"));
        if (Operators.of(call, exchange) == null) {
            return;
        }
        WorkCalendar calendar = WorkCalendar.parse(call.body());
        if (calendar.problem() != null) {
            exchange.problem(ResultCode.FIELD_INVALID, "the body is the calendar as CSV: " + calendar.problem());
            return;
        }
        int length = WorkCalendarBody.length(calendar.days());
        body.wrap(command.reserve(length), 0);
        calendar.write(body);
        command.set(CommandType.WORK_CALENDAR, length);
        lane.ask(command, exchange, reply -> Answers.done(reply, exchange));
    }
}
