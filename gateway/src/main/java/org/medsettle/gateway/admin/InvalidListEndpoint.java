package org.medsettle.gateway.admin;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ListEntriesBody;
import org.medsettle.command.ListEntriesReply;
import org.medsettle.command.QueryBody;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.gateway.admin.http.AdminCall;
import org.medsettle.gateway.admin.http.Exchange;
import org.medsettle.gateway.admin.http.FlatJson;
import org.medsettle.gateway.trail.AuditSubject;

/**
 * The inquiry about the invalid lists: one card, the lists' versions and ages, a list page by page. Whoever asks about cards
 * names himself and is limited.
 *
 * <p>Threads: confined to the admin event loop.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class InvalidListEndpoint {
    /** Below the key of any card, since no area has the number 0. */
    private static final long NO_CARD = 1;

    private final ReplyLane lane;
    private final InquiryLimit limit;
    private final Command command = new Command();
    private final QueryBody query = new QueryBody();
    private final ListEntriesBody page = new ListEntriesBody();

    InvalidListEndpoint(ReplyLane lane, InquiryLimit limit) {
        this.lane = lane;
        this.limit = limit;
    }

    /** {@code GET /api/v1/invalid-list/{area}/{number}}: also for cards that are not ours. */
    void card(AdminCall call, Exchange exchange) {
        long key = CardEndpoint.cardKey(call.pathValue(0), call.pathValue(1));
        if (key == CardNumber.INVALID) {
            exchange.problem(
                    ResultCode.FIELD_INVALID,
                    "the path is invalid-list/AREA/NUMBER: six digits, and nine characters with the right check "
                            + "character");
        } else {
            inquire(key, call, exchange);
        }
    }

    /** {@code POST /api/v1/invalid-list/inquiry}: the same, with the card in the body, where no proxy writes it down. */
    void inquiry(AdminCall call, Exchange exchange) {
        FlatJson json = FlatJson.parse(call.body());
        String area = json == null ? null : json.text("area");
        String number = json == null ? null : json.text("card_no");
        boolean isWhole = json != null && json.unknownField(Set.of("area", "card_no")) == null;
        long key = isWhole && area != null && number != null ? CardEndpoint.cardKey(area, number) : CardNumber.INVALID;
        if (key == CardNumber.INVALID) {
            exchange.problem(
                    ResultCode.FIELD_INVALID,
                    "the body is {\"area\":\"six digits\",\"card_no\":\"nine characters with the right check character\"}");
        } else {
            inquire(key, call, exchange);
        }
    }

    private void inquire(long key, AdminCall call, Exchange exchange) {
        if (limit.admits(call, exchange)) {
            exchange.concerns(AuditSubject.card(key));
            askAbout(key);
            lane.ask(command, exchange, reply -> ListAnswers.card(reply, exchange));
        }
    }

    /** {@code GET /api/v1/cards/{area}/{number}}: where a card of ours stands. */
    void file(AdminCall call, Exchange exchange) {
        long key = CardEndpoint.cardKey(call.pathValue(0), call.pathValue(1));
        if (key == CardNumber.INVALID) {
            exchange.problem(
                    ResultCode.FIELD_INVALID,
                    "the path is cards/AREA/NUMBER: six digits, and nine characters with the right check character");
        } else if (limit.admits(call, exchange)) {
            exchange.concerns(AuditSubject.card(key));
            askAbout(key);
            command.set(CommandType.QUERY_CARD_LIFE, QueryBody.BYTES);
            lane.ask(command, exchange, reply -> CardAnswers.file(reply, exchange));
        }
    }

    /** {@code GET /api/v1/invalid-list}: an inquiry about a card that nobody has tells the versions. */
    void versions(AdminCall call, Exchange exchange) {
        askAbout(NO_CARD);
        lane.ask(command, exchange, reply -> ListAnswers.versions(reply, exchange));
    }

    private void askAbout(long key) {
        query.wrap(command.reserve(QueryBody.BYTES), 0);
        query.begin("", 0).credential(CredentialType.CARD, key);
        command.set(CommandType.QUERY_CARD, QueryBody.BYTES);
    }

    /** {@code GET /api/v1/invalid-list/entries?level=&cursor=&limit=}. */
    void entries(AdminCall call, Exchange exchange) {
        ListLevel level = level(call.parameter("level"));
        Long cursor = cursor(call.parameter("cursor"));
        long entries = call.number("limit", ListEntriesReply.MAX_ENTRIES);
        if (level == null || cursor == null || entries < 1 || entries > ListEntriesReply.MAX_ENTRIES) {
            exchange.problem(
                    ResultCode.FIELD_INVALID,
                    "a page needs level NATION, PROVINCE or CITY; cursor is the next of the page before, none for the "
                            + "first; limit is 1 to " + ListEntriesReply.MAX_ENTRIES);
        } else if (limit.admits(call, exchange)) {
            exchange.concerns(AuditSubject.named(AuditSubject.Type.LIST, level.name()));
            page.wrap(command.reserve(ListEntriesBody.BYTES), 0);
            page.set(level.code(), cursor, (int) entries);
            command.set(CommandType.QUERY_LIST_ENTRIES, ListEntriesBody.BYTES);
            lane.ask(command, exchange, reply -> ListAnswers.entries(level, reply, exchange));
        }
    }

    /** The level of that name, or {@code null}. */
    static @Nullable ListLevel level(@Nullable String text) {
        for (ListLevel level : ListLevel.values()) {
            if (level.name().equals(text)) {
                return level;
            }
        }
        return null;
    }

    private static @Nullable Long cursor(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return 0L;
        }
        return text.matches("[0-9a-f]{1,16}") ? (Long) Long.parseUnsignedLong(text, 16) : null;
    }
}
