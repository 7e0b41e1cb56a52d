package org.medsettle.gateway.admin;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.CardLifeBody;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.ReplacementStep;
import org.medsettle.domain.person.Person;
import org.medsettle.gateway.admin.csv.CardFields;
import org.medsettle.gateway.admin.csv.FieldRules;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.admin.http.FlatJson;
import org.medsettle.gateway.trail.AuditSubject;

/**
 * {@code POST /api/v1/cards/{area}/{number}/} issue, replace, track, move, pin and verify-pin: what a card's life needs a body
 * for.
 *
 * <p>Threads: confined to the admin event loop.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class CardLifeEndpoint {
    private static final int PIN_VALUE_DIGITS = 16;
    private static final Set<String> NEW_CARD = Set.of("area", "card_no", "card_sn", "pan", "expiry");

    private final ReplyLane lane;
    private final Command command = new Command();
    private final CardLifeBody body = new CardLifeBody();
    private final CardFields fields = new CardFields();

    CardLifeEndpoint(ReplyLane lane) {
        this.lane = lane;
    }

    /** What every call has: the card of the path, a body with known fields, an operator. */
    private record Opened(AdminCall call, long key, FlatJson json, String operator) {
        String text(String field) {
            String text = json.text(field);
            return text == null ? "" : text;
        }
    }

    private static @Nullable Opened open(AdminCall call, Exchange exchange, Set<String> known) {
        long key = CardEndpoint.cardKey(call.pathValue(0), call.pathValue(1));
        if (key == CardNumber.INVALID) {
            exchange.problem(
                    ResultCode.FIELD_INVALID,
                    "the path is cards/AREA/NUMBER: six digits, and nine characters with the right check character");
            return null;
        }
        exchange.concerns(AuditSubject.card(key));
        FlatJson json = FlatJson.parse(call.body());
        if (json == null) {
            exchange.problem(ResultCode.MALFORMED, "the body must be one JSON object without duplicate fields");
            return null;
        }
        if (json.unknownField(known) != null) {
            exchange.problem(
                    ResultCode.FIELD_INVALID,
                    known.isEmpty()
                            ? "this call takes no body"
                            : "the body's fields are "
                                    + String.join(", ", known.stream().sorted().toList()));
            return null;
        }
        String operator = Operators.of(call, exchange);
        return operator == null ? null : new Opened(call, key, json, operator);
    }

    /** Begins the command under the call's key; false when the call has been refused for want of one. */
    private boolean begin(Opened opened, Exchange exchange, long cardKey, int step) {
        body.wrap(command.reserve(CardLifeBody.BYTES), 0);
        if (!Operators.writeHead(opened.call(), body, exchange)) {
            return false;
        }
        body.begin(cardKey, step);
        return true;
    }

    private void send(Opened opened, CommandType type, Exchange exchange) {
        command.set(type, body.finish(opened.operator()));
        lane.ask(
                command,
                exchange,
                reply -> Answers.done(reply, exchange),
                (code, detail) -> sentence(type, code, detail));
    }

    private static String sentence(CommandType type, ResultCode code, int detail) {
        return type == CommandType.CARD_MOVE && code == ResultCode.FIELD_INVALID
                ? "area must be another than the card's; within an area use replace"
                : Refusals.sentence(code, detail);
    }

    /** A fresh card for a person: {@code {"psn_no","card_sn","pan","expiry"}}. */
    void issue(AdminCall call, Exchange exchange) {
        Opened opened = open(call, exchange, Set.of("psn_no", "card_sn", "pan", "expiry"));
        if (opened == null) {
            return;
        }
        String person = opened.text("psn_no");
        if (!FieldRules.isAscii(person, Person.NUMBER_MAX_CHARS)) {
            exchange.problem(ResultCode.FIELD_INVALID, "psn_no: must be 1 to 30 ASCII characters");
            return;
        }
        if (readNewCard(opened, call.pathValue(0), call.pathValue(1), exchange) && begin(opened, exchange, 0, 0)) {
            writeNewCard();
            body.person(person);
            send(opened, CommandType.CARD_ISSUE, exchange);
        }
    }

    private boolean readNewCard(Opened opened, String area, String number, Exchange exchange) {
        String reason = fields.read(area, number, opened.text("card_sn"), opened.text("pan"), opened.text("expiry"));
        if (reason != null) {
            exchange.problem(ResultCode.FIELD_INVALID, reason);
        }
        return reason == null;
    }

    private void writeNewCard() {
        body.newCard(fields.key(), fields.snHigh(), fields.snLow(), fields.bankNumber(), fields.expiryDay());
    }

    /** Applies for a replacement. */
    void replace(AdminCall call, Exchange exchange) {
        Opened opened = open(call, exchange, Set.of());
        if (opened != null && begin(opened, exchange, opened.key(), ReplacementStep.APPLY.code())) {
            send(opened, CommandType.CARD_REPLACEMENT, exchange);
        }
    }

    /** A further step of the replacement: {@code {"step":"ready","card_no","card_sn","pan","expiry"}}. */
    void track(AdminCall call, Exchange exchange) {
        Opened opened = open(call, exchange, Set.of("step", "card_no", "card_sn", "pan", "expiry"));
        if (opened == null) {
            return;
        }
        ReplacementStep step =
                switch (opened.text("step")) {
                    case "approve" -> ReplacementStep.APPROVE;
                    case "print" -> ReplacementStep.PRINT;
                    case "ready" -> ReplacementStep.READY;
                    case "collect" -> ReplacementStep.COLLECT;
                    case "reject" -> ReplacementStep.REJECT;
                    default -> null;
                };
        boolean namesCard = NEW_CARD.stream().anyMatch(opened.json()::has);
        if (step == null || (namesCard && step != ReplacementStep.READY)) {
            exchange.problem(
                    ResultCode.FIELD_INVALID,
                    "step must be approve, print, ready, collect or reject; only ready names the new card");
            return;
        }
        if (step == ReplacementStep.READY
                && !readNewCard(opened, call.pathValue(0), opened.text("card_no"), exchange)) {
            return;
        }
        if (begin(opened, exchange, opened.key(), step.code())) {
            if (step == ReplacementStep.READY) {
                writeNewCard();
            }
            send(opened, CommandType.CARD_REPLACEMENT, exchange);
        }
    }

    /** A card of another area in this one's place: {@code {"area","card_no","card_sn","pan","expiry"}}. */
    void move(AdminCall call, Exchange exchange) {
        Opened opened = open(call, exchange, NEW_CARD);
        if (opened != null
                && readNewCard(opened, opened.text("area"), opened.text("card_no"), exchange)
                && begin(opened, exchange, opened.key(), 0)) {
            writeNewCard();
            send(opened, CommandType.CARD_MOVE, exchange);
        }
    }

    /** From now on this is the PIN: {@code {"value"}}. */
    void setPin(AdminCall call, Exchange exchange) {
        pin(call, exchange, CardLifeBody.PIN_SET);
    }

    /** Is this the PIN: {@code {"value"}}. Three wrong ones in a row lock the card. */
    void verifyPin(AdminCall call, Exchange exchange) {
        pin(call, exchange, CardLifeBody.PIN_VERIFY);
    }

    private void pin(AdminCall call, Exchange exchange, int step) {
        Opened opened = open(call, exchange, Set.of("value"));
        if (opened == null) {
            return;
        }
        String value = opened.text("value");
        boolean isHex = value.length() == PIN_VALUE_DIGITS && value.matches("[0-9A-Fa-f]+");
        long pinValue = isHex ? Long.parseUnsignedLong(value, 16) : 0;
        if (pinValue == 0) {
            exchange.problem(
                    ResultCode.FIELD_INVALID,
                    "value must be the PIN's verification value, 16 hexadecimal digits and not all zero; never send a PIN");
            return;
        }
        if (begin(opened, exchange, opened.key(), step)) {
            body.pinValue(pinValue);
            send(opened, CommandType.CARD_PIN, exchange);
        }
    }
}
