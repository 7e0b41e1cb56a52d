package org.medsettle.gateway.admin;

import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.QueryBody;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.trail.AuditSubject;

/** What may be asked of the ledger; every question travels in command order. */
@ThreadConfined(Threads.EVENT_LOOP)
final class QueryEndpoints {
    private final ReplyLane lane;
    private final Command command = new Command();
    private final QueryBody query = new QueryBody();

    QueryEndpoints(ReplyLane lane) {
        this.lane = lane;
    }

    /** {@code GET /api/v1/node/digest}. */
    void digest(AdminCall call, Exchange exchange) {
        command.reserve(0);
        command.set(CommandType.QUERY_DIGEST, 0);
        lane.ask(command, exchange, reply -> Answers.digest(reply, exchange));
    }

    /** {@code GET /api/v1/invalid-list/{area}/{number}}: also for cards that are not ours. */
    void card(AdminCall call, Exchange exchange) {
        long key = CardEndpoint.cardKey(call.pathValue(0), call.pathValue(1));
        if (key == CardNumber.INVALID) {
            exchange.problem(
                    ResultCode.FIELD_INVALID,
                    "the path is invalid-list/AREA/NUMBER: six digits, and nine characters with the right check "
                            + "character");
            return;
        }
        exchange.concerns(AuditSubject.card(key));
        query.wrap(command.reserve(QueryBody.BYTES), 0);
        query.begin("", 0).credential(CredentialType.CARD, key);
        command.set(CommandType.QUERY_CARD, QueryBody.BYTES);
        lane.ask(command, exchange, reply -> Answers.card(reply, exchange));
    }
}
