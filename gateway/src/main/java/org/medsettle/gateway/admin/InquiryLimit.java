package org.medsettle.gateway.admin;

import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.admin.http.Problem;
import org.medsettle.gateway.link.CallerLimit;

/**
 * Lets an inquiry about a card, a person or a settlement pass when its operator is named and has made few enough in this minute. Whoever
 * is new here shares a count with all who are, see {@link KnownOperators}.
 *
 * <p>Threads: confined to the admin event loop. Failure: whoever is not let pass has been answered.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class InquiryLimit {
    private static final int TOO_MANY_REQUESTS = 429;

    private final CallerLimit limit;
    private final KnownOperators operators = new KnownOperators();

    InquiryLimit(int perMinute) {
        limit = new CallerLimit(perMinute);
    }

    boolean admits(AdminCall call, Exchange exchange) {
        String operator = Operators.of(call, exchange);
        if (operator == null) {
            return false;
        }
        long nowMs = System.currentTimeMillis();
        boolean admitted = limit.admits(operator, operators.isKnown(operator, nowMs), nowMs);
        if (admitted) {
            operators.meet(operator, nowMs);
        } else {
            exchange.problem(new Problem(
                    TOO_MANY_REQUESTS,
                    ResultCode.BUSY,
                    "more inquiries in this minute than lists.inquiries_per_minute allows"));
        }
        return admitted;
    }
}
