package org.medsettle.gateway.admin.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ImportBody;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.BankNumber;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.person.Person;

/** Lines of cards.csv to IMPORT_CARD. A card may do without a bank number and without an expiry date. */
@ThreadConfined(Threads.EVENT_LOOP)
public final class CardLineDecoder implements LineDecoder {
    private static final int SN_CHARS = 32;

    private final ImportBody body = new ImportBody();
    private final Card record = new Card();

    @Override
    public List<String> columns() {
        return List.of("issuing_area", "card_no", "card_sn", "pan", "psn_no", "state", "expiry");
    }

    @Override
    public @Nullable String add(CsvLine line, Command command) {
        String area = line.get(0);
        if (FieldRules.area(area) == FieldRules.WRONG) {
            return "issuing_area: must be six digits";
        }
        long key = CardNumber.key(Integer.parseInt(area), line.get(1));
        if (key == CardNumber.INVALID) {
            return "card_no: must be " + CardNumber.LENGTH + " characters 0-9 A-Z with the right check character";
        }
        String sn = line.get(2);
        if (!isSerial(sn) || !sn.startsWith(area)) {
            return "card_sn: must be " + SN_CHARS + " hex digits that begin with the issuing area";
        }
        long bankNumber = line.get(3).isEmpty() ? 0 : BankNumber.pack(line.get(3));
        if (bankNumber == BankNumber.INVALID) {
            return "pan: must be 16 to 19 digits with the right check digit, or empty";
        }
        if (!FieldRules.isAscii(line.get(4), Person.NUMBER_MAX_CHARS)) {
            return "psn_no: must be 1 to " + Person.NUMBER_MAX_CHARS + " ASCII characters";
        }
        CardState state = state(line.get(5));
        if (state == null) {
            return "state: must be SEALED, NORMAL, LOST_TEMPORARY, LOST_FORMAL, LOCKED, DAMAGED, REPLACED, "
                    + "CANCELLED or EXPIRED";
        }
        long expiryDay = line.get(6).isEmpty() ? 0 : FieldRules.epochDay(line.get(6));
        if (expiryDay < 0) {
            return "expiry: must be a date yyyy-MM-dd from 1970 on, or empty";
        }
        body.wrap(command.reserve(ImportBody.RECORD + Card.BYTES), 0);
        body.head(0, line.get(4));
        record.wrap(body.buffer(), body.recordOffset());
        record.clear()
                .key(key)
                .sn(Long.parseUnsignedLong(sn.substring(0, 16), 16), Long.parseUnsignedLong(sn.substring(16), 16))
                .bankNumber(bankNumber)
                .expiryDay((int) expiryDay)
                .state(state);
        command.set(CommandType.IMPORT_CARD, ImportBody.RECORD + Card.BYTES);
        return null;
    }

    private static boolean isSerial(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.digit(c, 16) < 0 || c > 'f') {
                return false;
            }
        }
        return text.length() == SN_CHARS;
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
