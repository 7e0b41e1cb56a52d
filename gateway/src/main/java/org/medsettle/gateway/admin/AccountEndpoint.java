package org.medsettle.gateway.admin;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.CreditBody;
import org.medsettle.command.EventBody;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.Fen;
import org.medsettle.domain.person.Person;
import org.medsettle.gateway.admin.csv.FieldRules;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Endpoint;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.admin.http.FlatJson;
import org.medsettle.gateway.trail.AuditSubject;

/**
 * {@code POST /api/v1/accounts/{psn_no}/{event}}: open, freeze, unfreeze and close, and the credit of money.
 *
 * <p>Threads: confined to the admin event loop. Units: fen.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class AccountEndpoint implements Endpoint {
    private static final Set<String> CREDIT_FIELDS = Set.of("kind", "amount_fen", "second_operator");

    private final ReplyLane lane;
    private final Command command = new Command();
    private final EventBody event = new EventBody();
    private final CreditBody credit = new CreditBody();

    AccountEndpoint(ReplyLane lane) {
        this.lane = lane;
    }

    @Override
    public void handle(AdminCall call, Exchange exchange) {
        if (!FieldRules.isAscii(call.pathValue(0), Person.NUMBER_MAX_CHARS)) {
            exchange.problem(ResultCode.FIELD_INVALID, "psn_no is 1 to 30 ASCII characters");
            return;
        }
        exchange.concerns(AuditSubject.person(call.pathValue(0)));
        String operator = Operators.of(call, exchange);
        if (operator == null) {
            return;
        }
        FlatJson json = FlatJson.parse(call.body());
        if (json == null) {
            exchange.problem(ResultCode.MALFORMED, "the body must be one JSON object without duplicate fields");
            return;
        }
        if (call.pathValue(1).equals("credit")) {
            credit(call, json, operator, exchange);
        } else {
            happen(call, json, operator, exchange);
        }
    }

    private void happen(AdminCall call, FlatJson json, String operator, Exchange exchange) {
        int what =
                switch (call.pathValue(1)) {
                    case "open" -> EventBody.ACCOUNT_OPEN;
                    case "freeze" -> EventBody.ACCOUNT_FREEZE;
                    case "unfreeze" -> EventBody.ACCOUNT_UNFREEZE;
                    case "close" -> EventBody.ACCOUNT_CLOSE;
                    default -> 0;
                };
        if (what == 0) {
            exchange.problem(ResultCode.TRANSACTION_UNSUPPORTED, "events are open, freeze, unfreeze, close and credit");
            return;
        }
        String unknown = json.unknownField(Set.of());
        if (unknown != null) {
            exchange.problem(ResultCode.FIELD_INVALID, "this call takes no body");
            return;
        }
        event.wrap(command.reserve(EventBody.BYTES), 0);
        if (!Operators.writeHead(call, event, exchange)) {
            return;
        }
        int length = event.person(call.pathValue(0)).finish(what, operator);
        command.set(CommandType.ACCOUNT_EVENT, length);
        lane.ask(command, exchange, reply -> Answers.done(reply, exchange));
    }

    private void credit(AdminCall call, FlatJson json, String operator, Exchange exchange) {
        String refusal = refusal(json, operator);
        Long amountFen = json.whole("amount_fen");
        if (refusal != null || amountFen == null) {
            exchange.problem(
                    ResultCode.FIELD_INVALID, refusal != null ? refusal : "amount_fen must be a whole number of fen");
            return;
        }
        credit.wrap(command.reserve(CreditBody.BYTES), 0);
        if (!Operators.writeHead(call, credit, exchange)) {
            return;
        }
        String second = json.text("second_operator");
        int length = credit.person(call.pathValue(0))
                .amount(kind(json.text("kind")), amountFen)
                .finish(operator, second == null ? "" : second);
        command.set(CommandType.CREDIT, length);
        lane.ask(command, exchange, reply -> Answers.done(reply, exchange));
    }

    private static @Nullable String refusal(FlatJson json, String operator) {
        String unknown = json.unknownField(CREDIT_FIELDS);
        if (unknown != null) {
            return "the body's fields are kind, amount_fen and second_operator";
        }
        int kind = kind(json.text("kind"));
        if (kind == 0) {
            return "kind must be contribution, interest, reimbursement or correction";
        }
        Long amountFen = json.whole("amount_fen");
        if (amountFen == null || amountFen == 0 || Math.abs(amountFen) > Fen.MAX_BILL_FEN) {
            return "amount_fen must be a whole number of fen up to " + Fen.MAX_BILL_FEN + ", not 0";
        }
        if (kind != CreditBody.CORRECTION) {
            return amountFen < 0 || json.has("second_operator")
                    ? "only a correction may be negative, and only a correction names a second_operator"
                    : null;
        }
        String second = json.text("second_operator");
        return second == null || !Operators.isName(second) || second.equals(operator)
                ? "a correction needs a second_operator, another than " + AdminCall.OPERATOR
                : null;
    }

    private static int kind(@Nullable String text) {
        return switch (String.valueOf(text)) {
            case "contribution" -> CreditBody.CONTRIBUTION;
            case "interest" -> CreditBody.INTEREST;
            case "reimbursement" -> CreditBody.REIMBURSEMENT;
            case "correction" -> CreditBody.CORRECTION;
            default -> 0;
        };
    }
}
