package org.medsettle.gateway.admin;

import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Endpoint;
import org.medsettle.gateway.admin.http.Exchange;

/**
 * {@code GET /metrics}, with the ledger's figures as far as the engine tells them in time.
 *
 * <p>Threads: confined to the admin event loop.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class MetricsEndpoint implements Endpoint {
    private final LedgerReading ledger;
    private final NodeMetrics metrics;

    MetricsEndpoint(LedgerReading ledger, NodeMetrics metrics) {
        this.ledger = ledger;
        this.metrics = metrics;
    }

    @Override
    public void handle(AdminCall call, Exchange exchange) {
        ledger.read(() -> {
            if (!exchange.isAnswered()) {
                exchange.answer(200, NodeMetrics.CONTENT_TYPE, metrics.page());
            }
        });
    }
}
