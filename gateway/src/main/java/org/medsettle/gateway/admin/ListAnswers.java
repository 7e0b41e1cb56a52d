package org.medsettle.gateway.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.medsettle.command.CardReply;
import org.medsettle.command.ListEntriesReply;
import org.medsettle.command.Reply;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.gateway.admin.http.Exchange;

/** What the invalid lists say, as JSON. Threads: stateless. Units: times in ISO 8601 at Asia/Shanghai's offset. */
final class ListAnswers {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT).withZone(ZoneOffset.ofHours(8));

    private ListAnswers() {}

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
            writeLists(card, reply.timeMs(), to);
        });
    }

    /** Version and age of each list. */
    static void versions(Reply reply, Exchange exchange) {
        CardReply card = new CardReply();
        card.wrap(reply.body(), 0);
        exchange.json(to -> writeLists(card, reply.timeMs(), to));
    }

    /** A page of one list. */
    static void entries(ListLevel level, Reply reply, Exchange exchange) {
        ListEntriesReply page = new ListEntriesReply();
        page.wrap(reply.body(), 0);
        exchange.json(to -> {
            to.writeStringField("level", level.name());
            to.writeNumberField("version", page.version());
            to.writeArrayFieldStart("entries");
            for (int i = 0; i < page.count(); i++) {
                to.writeStartObject();
                to.writeNumberField("issuing_area", CardNumber.area(page.cardKey(i)));
                to.writeStringField("card_no", CardNumber.number(page.cardKey(i)));
                writeEntry(page.reason(i), page.isInForce(i), page.fromSeconds(i), page.toSeconds(i), to);
                to.writeEndObject();
            }
            to.writeEndArray();
            to.writeStringField("next", page.nextCursor() == 0 ? "" : Long.toHexString(page.nextCursor()));
        });
    }

    private static void writeLists(CardReply card, long nowMs, JsonGenerator to) throws IOException {
        to.writeArrayFieldStart("lists");
        for (ListLevel level : ListLevel.values()) {
            writeList(card, level, nowMs, to);
        }
        to.writeEndArray();
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
        int code = level.code();
        to.writeStartObject();
        to.writeStringField("level", level.name());
        writeEntry(card.reason(code), card.isInForce(code), card.fromSeconds(code), card.toSeconds(code), to);
        to.writeEndObject();
    }

    private static void writeEntry(int reason, boolean inForce, long from, long until, JsonGenerator to)
            throws IOException {
        to.writeStringField("reason", InvalidReason.of(reason).name());
        to.writeBooleanField("in_force", inForce);
        to.writeStringField("effective_from", time(from * 1_000));
        to.writeStringField("effective_to", time(until * 1_000));
    }

    private static void writeList(CardReply card, ListLevel level, long nowMs, JsonGenerator to) throws IOException {
        long fedMs = card.fedMs(level.code());
        to.writeStartObject();
        to.writeStringField("level", level.name());
        to.writeNumberField("version", card.version(level.code()));
        to.writeStringField("updated", time(card.updatedMs(level.code())));
        to.writeStringField("fed", time(fedMs));
        if (fedMs == 0) {
            to.writeNullField("age_seconds");
        } else {
            to.writeNumberField("age_seconds", Math.max(0, (nowMs - fedMs) / 1_000));
        }
        to.writeNumberField("max_age_seconds", card.maxAgeSeconds(level.code()));
        to.writeBooleanField("too_old", card.isTooOld(level.code()));
        to.writeStringField("when_too_old", card.refuses(level.code()) ? "refuse" : "serve");
        to.writeEndObject();
    }

    /** A time, or {@code ""} for none. */
    static String time(long epochMs) {
        return epochMs == 0 ? "" : TIME.format(Instant.ofEpochMilli(epochMs));
    }
}
