package org.medsettle.gateway.admin;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.Door;
import org.medsettle.command.QueryBody;
import org.medsettle.command.ResultCode;
import org.medsettle.command.ReverseBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Endpoint;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.admin.http.FlatJson;
import org.medsettle.gateway.trail.AuditSubject;

/**
 * {@code POST /api/v1/settlements/inquiry}: a settlement by its id, or what came of a request by its msgid, which is the key of
 * the HIS door. Ids and keys come in the body, so that they stand in nobody's access log.
 *
 * <p>Threads: confined to the admin event loop.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class SettlementEndpoint implements Endpoint {
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{17}");
    /** Institution, time, number within the second; the digits are the key. */
    private static final Pattern MESSAGE_ID = Pattern.compile("([!-~]{12})(([0-9]{14})[0-9]{4})");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    /** A key of the HIS door as the ledger keeps it. */
    private record Key(String institution, long digits, int epochDay) {}

    private final ReplyLane lane;
    private final InquiryLimit limit;
    private final Command command = new Command();
    private final QueryBody query = new QueryBody();
    private final ReverseBody body = new ReverseBody();

    SettlementEndpoint(ReplyLane lane, InquiryLimit limit) {
        this.lane = lane;
        this.limit = limit;
    }

    @Override
    public void handle(AdminCall call, Exchange exchange) {
        FlatJson json = FlatJson.parse(call.body());
        if (json == null
                || json.unknownField(Set.of("setl_id", "msgid")) != null
                || json.has("setl_id") == json.has("msgid")) {
            exchange.problem(
                    ResultCode.MALFORMED, "the body is {\"setl_id\":\"18 digits\"} or {\"msgid\":\"30 characters\"}");
            return;
        }
        String id = json.text("setl_id");
        Key named = key(json.text("msgid"));
        if (id != null && ID.matcher(id).matches()) {
            byId(Long.parseLong(id), call, exchange);
        } else if (named != null) {
            byKey(named, call, exchange);
        } else {
            exchange.problem(
                    ResultCode.FIELD_INVALID,
                    "a setl_id is 18 digits; a msgid is the institution's twelve characters, yyyyMMddHHmmss and four "
                            + "digits");
        }
    }

    private void byId(long id, AdminCall call, Exchange exchange) {
        if (!limit.admits(call, exchange)) {
            return;
        }
        exchange.concerns(AuditSubject.settlement(id));
        query.wrap(command.reserve(QueryBody.BYTES), 0);
        query.begin("", 0).ids(id, 0);
        command.set(CommandType.FIND_SETTLEMENT, QueryBody.BYTES);
        lane.ask(
                command,
                exchange,
                reply -> SettlementAnswers.settlement(reply, exchange),
                SettlementEndpoint::sentence);
    }

    private void byKey(Key named, AdminCall call, Exchange exchange) {
        if (!limit.admits(call, exchange)) {
            return;
        }
        exchange.concerns(AuditSubject.key(named.institution() + named.digits()));
        body.wrap(command.reserve(ReverseBody.MAX_BYTES), 0);
        body.head(Door.HIS, 0, "", 0);
        int length = body.original(named.institution(), named.digits(), 0, named.epochDay(), 0)
                .finish("");
        command.set(CommandType.FIND_OUTCOME, length);
        lane.ask(command, exchange, reply -> SettlementAnswers.outcome(reply, exchange));
    }

    /** The key in a msgid, or {@code null} when it is none. */
    private static @Nullable Key key(@Nullable String message) {
        Matcher parts = MESSAGE_ID.matcher(message == null ? "" : message);
        if (!parts.matches()) {
            return null;
        }
        try {
            int day = (int)
                    LocalDateTime.parse(parts.group(3), TIME).toLocalDate().toEpochDay();
            return new Key(parts.group(1), Long.parseLong(parts.group(2)), day);
        } catch (DateTimeException noTime) {
            return null;
        }
    }

    private static String sentence(ResultCode code, int detail) {
        return code == ResultCode.ORIGINAL_NOT_FOUND ? "no settlement has this id" : Refusals.sentence(code, detail);
    }
}
