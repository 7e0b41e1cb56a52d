package org.medsettle.gateway.admin;

import java.util.concurrent.TimeUnit;
import org.medsettle.command.CardReply;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.DigestReply;
import org.medsettle.command.QueryBody;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Endpoint;
import org.medsettle.gateway.admin.http.Exchange;

/**
 * {@code GET /metrics}. The ledger's figures come with two queries in command order; when the engine does not answer soon, the
 * page shows the last ones known, since a page is wanted most when the node is in trouble.
 *
 * <p>Threads: confined to the admin event loop.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class MetricsEndpoint implements Endpoint {
    private static final long PATIENCE_MS = 500;
    /** Below the key of any card, since no area has the number 0. */
    private static final long NO_CARD = 1;

    private final ReplyLane lane;
    private final NodeMetrics metrics;
    private final Command command = new Command();
    private final QueryBody query = new QueryBody();
    private final DigestReply digest = new DigestReply();
    private final CardReply lists = new CardReply();

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
                metrics.ledger().set(digest);
            }
            askForLists(exchange);
        });
        if (taken == ResultCode.OK) {
            lane.loop()
                    .schedule(() -> answer(exchange), PATIENCE_MS, TimeUnit.MILLISECONDS)
                    .addListener(ignored -> {});
        } else {
            answer(exchange);
        }
    }

    /** An inquiry about any card tells the version of every list, so one that nobody has will do. */
    private void askForLists(Exchange exchange) {
        query.wrap(command.reserve(QueryBody.BYTES), 0);
        query.begin("", 0).credential(CredentialType.CARD, NO_CARD);
        command.set(CommandType.QUERY_CARD, QueryBody.BYTES);
        ResultCode taken = lane.send(command, reply -> {
            if (reply.code() == ResultCode.OK) {
                lists.wrap(reply.body(), 0);
                metrics.ledger().set(lists);
            }
            answer(exchange);
        });
        if (taken != ResultCode.OK) {
            answer(exchange);
        }
    }

    private void answer(Exchange exchange) {
        if (!exchange.isAnswered()) {
            exchange.answer(200, NodeMetrics.CONTENT_TYPE, metrics.page());
        }
    }
}
