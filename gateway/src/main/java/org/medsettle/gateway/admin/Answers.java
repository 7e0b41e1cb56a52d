package org.medsettle.gateway.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.medsettle.command.CardReply;
import org.medsettle.command.DigestReply;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.command.PersonReply;
import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;
import org.medsettle.command.ResultCode;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.gateway.admin.http.Exchange;

/** Replies of the core as JSON. Threads: stateless. Units: fen; times in ISO 8601 at Asia/Shanghai's offset. */
final class Answers {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT).withZone(ZoneOffset.ofHours(8));

    private Answers() {}

    /** A change that took effect. */
    static void done(Reply reply, Exchange exchange) {
        exchange.changed(reply.sequence());
        exchange.json(to -> {
            to.writeStringField("result", ResultCode.OK.name());
            to.writeNumberField("code", ResultCode.OK.number());
            to.writeNumberField("sequence", reply.sequence());
            if (reply.type() == ReplyType.PERSON) {
                PersonReply person = new PersonReply();
                person.wrap(reply.body(), 0);
                to.writeNumberField("balance_fen", person.balanceFen());
            }
        });
    }

    /** The figures of the whole ledger, as the operations page has them. */
    static void digest(Reply reply, Exchange exchange) {
        DigestReply digest = new DigestReply();
        digest.wrap(reply.body(), 0);
        exchange.json(to -> {
            for (Figure figure : Figure.values()) {
                switch (figure) {
                    case STATE_DIGEST -> to.writeStringField("state_digest", hex(digest.get(figure)));
                    case LIST_NATION -> writeLists(digest, to);
                    case LIST_PROVINCE, LIST_CITY -> {
                        // Written along with the nation's.
                    }
                    default -> to.writeNumberField(figure.name().toLowerCase(Locale.ROOT), digest.get(figure));
                }
            }
        });
    }

    private static void writeLists(DigestReply digest, JsonGenerator to) throws IOException {
        to.writeObjectFieldStart("list_entries");
        to.writeNumberField("nation", digest.get(Figure.LIST_NATION));
        to.writeNumberField("province", digest.get(Figure.LIST_PROVINCE));
        to.writeNumberField("city", digest.get(Figure.LIST_CITY));
        to.writeEndObject();
    }

    private static String hex(long value) {
        return String.format(Locale.ROOT, "%016x", value);
    }

    /** A card's state, its entries, and the version and age of each list. */
    static void card(Reply reply, Exchange exchange) {
        CardReply card = new CardReply();
        card.wrap(reply.body(), 0);
        exchange.json(to -> {
            boolean ours = card.state() != CardReply.NOT_OURS;
            to.writeStringField("card_state", ours ? CardState.of(card.state()).name() : "");
            to.writeBooleanField("on_list", isOnAList(card));
            to.writeArrayFieldStart("entries");
            for (ListLevel level : ListLevel.values()) {
                if (card.reason(level.code()) != 0) {
                    writeEntry(card, level, to);
                }
            }
            to.writeEndArray();
            to.writeArrayFieldStart("lists");
            for (ListLevel level : ListLevel.values()) {
                writeList(card, level, reply.timeMs(), to);
            }
            to.writeEndArray();
        });
    }

    private static boolean isOnAList(CardReply card) {
        for (ListLevel level : ListLevel.values()) {
            if (card.reason(level.code()) != 0 && card.isInForce(level.code())) {
                return true;
            }
        }
        return false;
    }

    private static void writeEntry(CardReply card, ListLevel level, JsonGenerator to) throws IOException {
        to.writeStartObject();
        to.writeStringField("level", level.name());
        to.writeStringField(
                "reason", InvalidReason.of(card.reason(level.code())).name());
        to.writeBooleanField("in_force", card.isInForce(level.code()));
        to.writeStringField("effective_from", time(card.fromSeconds(level.code()) * 1_000));
        to.writeStringField("effective_to", time(card.toSeconds(level.code()) * 1_000));
        to.writeEndObject();
    }

    private static void writeList(CardReply card, ListLevel level, long nowMs, JsonGenerator to) throws IOException {
        long updatedMs = card.updatedMs(level.code());
        to.writeStartObject();
        to.writeStringField("level", level.name());
        to.writeNumberField("version", card.version(level.code()));
        to.writeStringField("updated", time(updatedMs));
        to.writeNumberField("age_seconds", updatedMs == 0 ? 0 : Math.max(0, (nowMs - updatedMs) / 1_000));
        to.writeEndObject();
    }

    private static String time(long epochMs) {
        return epochMs == 0 ? "" : TIME.format(Instant.ofEpochMilli(epochMs));
    }
}
