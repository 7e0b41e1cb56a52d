package org.medsettle.gateway.admin;

import io.netty.channel.EventLoop;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Endpoint;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.trail.AuditSubject;

/**
 * {@code POST /api/v1/node/reload}: what SIGHUP does, with an answer. Repeating it is harmless, so it takes no key.
 *
 * <p>Threads: confined to the admin event loop; files are read elsewhere.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class ReloadEndpoint implements Endpoint {
    private final NodeControl control;
    private final EventLoop loop;

    ReloadEndpoint(NodeControl control, EventLoop loop) {
        this.control = control;
        this.loop = loop;
    }

    @Override
    public void handle(AdminCall call, Exchange exchange) {
        if (Operators.of(call, exchange) == null) {
            return;
        }
        exchange.concerns(AuditSubject.named(AuditSubject.Type.CONFIGURATION, "reload"));
        control.reload(outcome -> loop.execute(() -> answer(outcome, exchange)));
    }

    private static void answer(ReloadOutcome outcome, Exchange exchange) {
        if (!outcome.problems().isEmpty()) {
            exchange.problem(ResultCode.FIELD_INVALID, "nothing was changed: " + String.join("; ", outcome.problems()));
            return;
        }
        exchange.json(to -> {
            to.writeStringField("result", ResultCode.OK.name());
            to.writeArrayFieldStart("changed");
            for (String key : outcome.changed()) {
                to.writeString(key);
            }
            to.writeEndArray();
        });
    }
}
