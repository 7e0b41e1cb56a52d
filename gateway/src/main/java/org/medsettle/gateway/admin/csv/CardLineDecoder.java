package org.medsettle.gateway.admin.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ImportBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.person.Person;

/** Lines of cards.csv to IMPORT_CARD. A card may do without a bank number and without an expiry date. */
@ThreadConfined(Threads.EVENT_LOOP)
public final class CardLineDecoder implements LineDecoder {
    private final ImportBody body = new ImportBody();
    private final Card record = new Card();
    private final CardFields card = new CardFields();

    @Override
    public List<String> columns() {
        return List.of("issuing_area", "card_no", "card_sn", "pan", "psn_no", "state", "expiry");
    }

    @Override
    public @Nullable String add(CsvLine line, Command command) {
        String reason = card.read(line.get(0), line.get(1), line.get(2), line.get(3), line.get(6));
        if (reason != null) {
            return reason;
        }
        if (!FieldRules.isAscii(line.get(4), Person.NUMBER_MAX_CHARS)) {
            return "psn_no: must be 1 to " + Person.NUMBER_MAX_CHARS + " ASCII characters";
        }
        CardState state = state(line.get(5));
        if (state == null) {
            return "state: must be SEALED, NORMAL, LOST_TEMPORARY, LOST_FORMAL, LOCKED, DAMAGED, REPLACED, "
                    + "CANCELLED or EXPIRED";
        }
        body.wrap(command.reserve(ImportBody.RECORD + Card.BYTES), 0);
        body.head(0, line.get(4));
        record.wrap(body.buffer(), body.recordOffset());
        record.clear()
                .key(card.key())
                .sn(card.snHigh(), card.snLow())
                .bankNumber(card.bankNumber())
                .expiryDay(card.expiryDay())
                .state(state);
        command.set(CommandType.IMPORT_CARD, ImportBody.RECORD + Card.BYTES);
        return null;
    }

    private static @Nullable CardState state(String text) {
        for (CardState state : CardState.values()) {
            if (state.name().equals(text)) {
                return state;
            }
        }
        return null;
    }
}
