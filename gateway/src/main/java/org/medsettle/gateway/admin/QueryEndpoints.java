package org.medsettle.gateway.admin;

import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Exchange;

/** What may be asked of the ledger; every question travels in command order. */
@ThreadConfined(Threads.EVENT_LOOP)
final class QueryEndpoints {
    private final ReplyLane lane;
    private final Command command = new Command();

    QueryEndpoints(ReplyLane lane) {
        this.lane = lane;
    }

    /** {@code GET /api/v1/node/digest}. */
    void digest(AdminCall call, Exchange exchange) {
        command.reserve(0);
        command.set(CommandType.QUERY_DIGEST, 0);
        lane.ask(command, exchange, reply -> Answers.digest(reply, exchange));
    }
}
