package org.medsettle.gateway.admin;

import org.medsettle.command.ResultCode;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Endpoint;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.admin.http.JsonText;
import org.medsettle.gateway.admin.http.Problem;

/**
 * {@code POST /api/v1/node/drain}: what SIGTERM does. The answer, 202, leaves before the stop begins; a repeat changes nothing, so
 * it takes no key.
 *
 * <p>Threads: stateless, the admin event loop.
 */
final class DrainEndpoint implements Endpoint {
    private static final int ACCEPTED = 202;

    private final NodeControl control;

    DrainEndpoint(NodeControl control) {
        this.control = control;
    }

    @Override
    public void handle(AdminCall call, Exchange exchange) {
        if (Operators.of(call, exchange) == null) {
            return;
        }
        if (call.body().length != 0) {
            exchange.problem(ResultCode.FIELD_INVALID, "this call takes no body");
        } else if (!control.canDrain()) {
            exchange.problem(new Problem(
                    503, ResultCode.BUSY, "the node is still starting; repeat, or send its process SIGTERM"));
        } else {
            exchange.afterwards(control::drain);
            exchange.answer(
                    ACCEPTED,
                    "application/json",
                    JsonText.object(to -> to.writeStringField("result", ResultCode.OK.name())));
        }
    }
}
