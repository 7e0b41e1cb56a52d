package org.medsettle.gateway.admin;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.KeyedBody;
import org.medsettle.command.ReimburseBody;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.Fen;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.Reimbursement;
import org.medsettle.gateway.admin.csv.FieldRules;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Endpoint;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.admin.http.FlatJson;
import org.medsettle.gateway.trail.AuditSubject;

/**
 * {@code POST /api/v1/cards/{area}/{number}/reimburse}: a credit for what was paid in cash while the card was reported lost.
 *
 * <p>Threads: confined to the admin event loop. Units: fen; the time of the payment as ISO date-time.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class ReimbursementEndpoint implements Endpoint {
    private static final Set<String> FIELDS =
            Set.of("amount_fen", "paid_at", "fixmedins_code", "receipt", "second_operator");

    private final ReplyLane lane;
    private final Command command = new Command();
    private final ReimburseBody body = new ReimburseBody();

    ReimbursementEndpoint(ReplyLane lane) {
        this.lane = lane;
    }

    @Override
    public void handle(AdminCall call, Exchange exchange) {
        long key = CardEndpoint.cardKey(call.pathValue(0), call.pathValue(1));
        if (key == CardNumber.INVALID) {
            exchange.problem(
                    ResultCode.FIELD_INVALID,
                    "the path is cards/AREA/NUMBER/reimburse: six digits, and nine characters with the right check "
                            + "character");
            return;
        }
        exchange.concerns(AuditSubject.card(key));
        FlatJson json = FlatJson.parse(call.body());
        if (json == null) {
            exchange.problem(ResultCode.MALFORMED, "the body must be one JSON object without duplicate fields");
            return;
        }
        String operator = Operators.of(call, exchange);
        if (operator == null) {
            return;
        }
        String refusal = refusal(json, operator);
        if (refusal != null) {
            exchange.problem(ResultCode.FIELD_INVALID, refusal);
            return;
        }
        body.wrap(command.reserve(ReimburseBody.BYTES), 0);
        if (Operators.writeHead(call, text(json, "fixmedins_code"), body, exchange)) {
            Long amountFen = json.whole("amount_fen");
            body.payment(
                    key,
                    amountFen == null ? 0 : amountFen,
                    FieldRules.epochSecond(text(json, "paid_at")),
                    text(json, "receipt"));
            command.set(CommandType.CARD_REIMBURSE, body.finish(operator, text(json, "second_operator")));
            lane.ask(command, exchange, reply -> Answers.done(reply, exchange), ReimbursementEndpoint::sentence);
        }
    }

    private static String sentence(ResultCode code, int detail) {
        return code == ResultCode.FIELD_INVALID
                ? "paid_at is in the future; give the time on the receipt"
                : Refusals.sentence(code, detail);
    }

    private static String text(FlatJson json, String field) {
        String text = json.text(field);
        return text == null ? "" : text;
    }

    private static @Nullable String refusal(FlatJson json, String operator) {
        if (json.unknownField(FIELDS) != null) {
            return "the body's fields are amount_fen, fixmedins_code, paid_at, receipt and second_operator";
        }
        Long amountFen = json.whole("amount_fen");
        if (amountFen == null || !Fen.isBill(amountFen)) {
            return "amount_fen must be a whole number of fen from 1 to " + Fen.MAX_BILL_FEN;
        }
        if (FieldRules.epochSecond(text(json, "paid_at")) == FieldRules.WRONG) {
            return "paid_at must be an ISO date-time, in Asia/Shanghai when it has no offset";
        }
        if (!FieldRules.isAscii(text(json, "fixmedins_code"), KeyedBody.INSTITUTION_BYTES)) {
            return "fixmedins_code must be the code of the institution that was paid";
        }
        if (!FieldRules.isAscii(text(json, "receipt"), Reimbursement.RECEIPT_MAX_CHARS)) {
            return "receipt must be 1 to " + Reimbursement.RECEIPT_MAX_CHARS + " ASCII characters";
        }
        String second = text(json, "second_operator");
        return !Operators.isName(second) || second.equals(operator)
                ? "a reimbursement needs a second_operator, another than " + AdminCall.OPERATOR
                : null;
    }
}
