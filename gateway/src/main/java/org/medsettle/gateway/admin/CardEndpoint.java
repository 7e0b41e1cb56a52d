package org.medsettle.gateway.admin;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.EventBody;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.CardEvent;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.gateway.admin.csv.FieldRules;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Endpoint;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.admin.http.FlatJson;
import org.medsettle.gateway.trail.AuditSubject;

/**
 * {@code POST /api/v1/cards/{area}/{number}/{event}}: what happens to a card. A loss report is formal when its body says
 * {@code {"formal": true}}.
 *
 * <p>Threads: confined to the admin event loop.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class CardEndpoint implements Endpoint {
    private final ReplyLane lane;
    private final Command command = new Command();
    private final EventBody body = new EventBody();

    CardEndpoint(ReplyLane lane) {
        this.lane = lane;
    }

    @Override
    public void handle(AdminCall call, Exchange exchange) {
        long key = cardKey(call.pathValue(0), call.pathValue(1));
        if (key == CardNumber.INVALID) {
            exchange.problem(
                    ResultCode.FIELD_INVALID,
                    "the path is cards/AREA/NUMBER: six digits, and nine characters with "
                            + "the right check character");
            return;
        }
        exchange.concerns(AuditSubject.card(key));
        FlatJson json = FlatJson.parse(call.body());
        if (json == null || json.unknownField(Set.of("formal")) != null) {
            exchange.problem(ResultCode.MALFORMED, "the body is empty, or {\"formal\": true} for a loss report");
            return;
        }
        String word = call.pathValue(2);
        CardEvent event = event(word, json);
        if (event == null) {
            exchange.problem(
                    ResultCode.TRANSACTION_UNSUPPORTED,
                    "events are report-loss, cancel-loss, activate, lock, unlock, damage, cancel, issue, replace, track, "
                            + "move, pin, verify-pin and reimburse");
            return;
        }
        if (json.has("formal") && (json.flag("formal") == null || !word.equals("report-loss"))) {
            exchange.problem(ResultCode.FIELD_INVALID, "only report-loss takes \"formal\", which is true or false");
            return;
        }
        String operator = Operators.of(call, exchange);
        if (operator == null) {
            return;
        }
        body.wrap(command.reserve(EventBody.BYTES), 0);
        if (!Operators.writeHead(call, body, exchange)) {
            return;
        }
        int length = body.card(key).finish(event.code(), operator);
        command.set(CommandType.CARD_EVENT, length);
        lane.ask(command, exchange, reply -> Answers.done(reply, exchange));
    }

    /** Key of the card a path names, or {@code CardNumber.INVALID}. */
    static long cardKey(String area, String number) {
        long value = FieldRules.area(area);
        return value == FieldRules.WRONG ? CardNumber.INVALID : CardNumber.key((int) value, number);
    }

    private static @Nullable CardEvent event(String word, FlatJson json) {
        return switch (word) {
            case "report-loss" ->
                Boolean.TRUE.equals(json.flag("formal"))
                        ? CardEvent.REPORT_LOSS_FORMAL
                        : CardEvent.REPORT_LOSS_TEMPORARY;
            case "cancel-loss" -> CardEvent.CANCEL_LOSS;
            case "activate" -> CardEvent.ACTIVATE;
            case "lock" -> CardEvent.LOCK;
            case "unlock" -> CardEvent.UNLOCK;
            case "damage" -> CardEvent.DAMAGE;
            case "cancel" -> CardEvent.CANCEL;
            default -> null;
        };
    }
}
