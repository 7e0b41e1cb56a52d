package org.medsettle.gateway.his;

import org.medsettle.command.CardReply;
import org.medsettle.command.Reply;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.domain.list.ListLevel;

/** Output of S101: the card's state with us, its entries on the invalid lists, and how fresh the lists are. */
@ThreadConfined(Threads.EVENT_LOOP)
final class CardEncoder {
    private static final byte[] CARDINFO = JsonWriter.name("cardinfo");
    private static final byte[] CARD_STATE = JsonWriter.name("card_state");
    private static final byte[] ON_LIST = JsonWriter.name("on_list");
    private static final byte[] ENTRIES = JsonWriter.name("entries");
    private static final byte[] LISTS = JsonWriter.name("lists");
    private static final byte[] LEVEL = JsonWriter.name("level");
    private static final byte[] REASON = JsonWriter.name("reason");
    private static final byte[] IN_FORCE = JsonWriter.name("in_force");
    private static final byte[] BEGNTIME = JsonWriter.name("begntime");
    private static final byte[] ENDTIME = JsonWriter.name("endtime");
    private static final byte[] VERSION = JsonWriter.name("version");
    private static final byte[] UPDATED = JsonWriter.name("updated");
    private static final byte[] AGE_SECONDS = JsonWriter.name("age_seconds");
    private static final byte[] TOO_OLD = JsonWriter.name("too_old");

    private final JsonWriter json;
    private final TimeEncoder times;
    private final CardReply card = new CardReply();

    CardEncoder(JsonWriter json, TimeEncoder times) {
        this.json = json;
        this.times = times;
    }

    void encode(Reply reply) {
        card.wrap(reply.body(), 0);
        boolean onList = false;
        for (int level = 0; level < ListLevel.COUNT; level++) {
            onList |= card.isInForce(level);
        }
        String state = card.state() == CardReply.NOT_OURS
                ? ""
                : CardState.of(card.state()).name();
        json.openObject(CARDINFO).text(CARD_STATE, state).text(ON_LIST, onList ? "1" : "0");
        json.openArray(ENTRIES);
        for (int level = 0; level < ListLevel.COUNT; level++) {
            if (card.reason(level) != 0) {
                encodeEntry(level);
            }
        }
        json.closeArray().openArray(LISTS);
        for (int level = 0; level < ListLevel.COUNT; level++) {
            encodeList(level, reply.timeMs());
        }
        json.closeArray().closeObject();
    }

    private void encodeEntry(int level) {
        json.openObject()
                .text(LEVEL, ListLevel.of(level).name())
                .text(REASON, InvalidReason.of(card.reason(level)).name())
                .text(IN_FORCE, card.isInForce(level) ? "1" : "0");
        times.dateTimeOrEmpty(BEGNTIME, 1_000 * card.fromSeconds(level));
        times.dateTimeOrEmpty(ENDTIME, 1_000 * card.toSeconds(level));
        json.closeObject();
    }

    /** A list is as old as its last feed; one that never came has no age. */
    private void encodeList(int level, long nowMs) {
        long fedMs = card.fedMs(level);
        json.openObject().text(LEVEL, ListLevel.of(level).name()).number(VERSION, card.version(level));
        times.dateTimeOrEmpty(UPDATED, card.updatedMs(level));
        if (fedMs == 0) {
            json.literal(AGE_SECONDS, "null");
        } else {
            json.number(AGE_SECONDS, (nowMs - fedMs) / 1_000);
        }
        json.text(TOO_OLD, card.isTooOld(level) ? "1" : "0").closeObject();
    }
}
