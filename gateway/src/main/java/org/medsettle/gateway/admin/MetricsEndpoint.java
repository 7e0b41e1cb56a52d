package org.medsettle.gateway.admin;

import java.util.concurrent.TimeUnit;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.DigestReply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Endpoint;
import org.medsettle.gateway.admin.http.Exchange;

/**
 * {@code GET /metrics}. The ledger's figures come with a query in command order; when the engine does not answer soon, the
 * page shows the last ones known, since a page is wanted most when the node is in trouble.
 *
 * <p>Threads: confined to the admin event loop.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class MetricsEndpoint implements Endpoint {
    private static final long PATIENCE_MS = 500;

    private final ReplyLane lane;
    private final NodeMetrics metrics;
    private final Command command = new Command();
    private final DigestReply digest = new DigestReply();

    MetricsEndpoint(ReplyLane lane, NodeMetrics metrics) {
        this.lane = lane;
        this.metrics = metrics;
    }

    @Override
    public void handle(AdminCall call, Exchange exchange) {
        command.reserve(0);
        ResultCode taken = lane.send(command.set(CommandType.QUERY_DIGEST, 0), reply -> {
            if (reply.code() == ResultCode.OK) {
                digest.wrap(reply.body(), 0);
                metrics.figures(digest);
            }
            answer(exchange);
        });
        if (taken == ResultCode.OK) {
            lane.loop()
                    .schedule(() -> answer(exchange), PATIENCE_MS, TimeUnit.MILLISECONDS)
                    .addListener(ignored -> {});
        } else {
            answer(exchange);
        }
    }

    private void answer(Exchange exchange) {
        if (!exchange.isAnswered()) {
            exchange.answer(200, NodeMetrics.CONTENT_TYPE, metrics.page());
        }
    }
}
