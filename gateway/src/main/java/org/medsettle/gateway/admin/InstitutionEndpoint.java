package org.medsettle.gateway.admin;

import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.EventBody;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.institution.Institution;
import org.medsettle.gateway.admin.csv.FieldRules;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.trail.AuditSubject;

/**
 * {@code POST /api/v1/institutions/{fixmedins_code}/suspend} and {@code /resume}: whether an institution may settle.
 *
 * <p>Threads: confined to the admin event loop.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class InstitutionEndpoint {
    private final ReplyLane lane;
    private final Command command = new Command();
    private final EventBody event = new EventBody();

    InstitutionEndpoint(ReplyLane lane) {
        this.lane = lane;
    }

    void suspend(AdminCall call, Exchange exchange) {
        happen(EventBody.INSTITUTION_SUSPEND, call, exchange);
    }

    void resume(AdminCall call, Exchange exchange) {
        happen(EventBody.INSTITUTION_RESUME, call, exchange);
    }

    private void happen(int what, AdminCall call, Exchange exchange) {
        String code = call.pathValue(0);
        if (!FieldRules.isAscii(code, Institution.CODE_CHARS)) {
            exchange.problem(
                    ResultCode.FIELD_INVALID, "fixmedins_code is 1 to " + Institution.CODE_CHARS + " ASCII characters");
            return;
        }
        exchange.concerns(AuditSubject.institution(code));
        String operator = Operators.of(call, exchange);
        if (operator == null) {
            return;
        }
        if (call.body().length != 0) {
            exchange.problem(ResultCode.FIELD_INVALID, "this call takes no body");
            return;
        }
        event.wrap(command.reserve(EventBody.BYTES), 0);
        if (!Operators.writeHead(call, code, event, exchange)) {
            return;
        }
        int length = event.person("").finish(what, operator);
        command.set(CommandType.INSTITUTION_EVENT, length);
        lane.ask(command, exchange, reply -> Answers.done(reply, exchange));
    }
}
