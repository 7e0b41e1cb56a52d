package org.medsettle.gateway.admin.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.list.InvalidReason;
import org.medsettle.domain.list.ListLevel;

/**
 * One line of invalid-list.csv, checked. The reason {@code REMOVE} takes a card's entry off; it is for deltas and single
 * entries, since a full feed says what remains.
 *
 * <p>Threads: confined to one thread; filled anew by {@link #read}. Units: epoch seconds, 0 for no bound.
 */
final class InvalidListLine {
    static final List<String> COLUMNS =
            List.of("level", "issuing_area", "card_no", "reason", "effective_from", "effective_to");
    private static final String REMOVE = "REMOVE";

    int level;
    long cardKey;
    /** Code of the reason; 0 for a removal. */
    int reason;

    long fromSeconds;
    long toSeconds;

    /** Reads a line, or answers why it is refused. */
    @Nullable
    String read(CsvLine line, boolean removals) {
        level = level(line.get(0));
        if (level < 0) {
            return "level: must be NATION, PROVINCE or CITY";
        }
        long area = FieldRules.area(line.get(1));
        if (area == FieldRules.WRONG) {
            return "issuing_area: must be six digits";
        }
        cardKey = CardNumber.key((int) area, line.get(2));
        if (cardKey == CardNumber.INVALID) {
            return "card_no: must be " + CardNumber.LENGTH + " characters 0-9 A-Z with the right check character";
        }
        reason = line.get(3).equals(REMOVE) && removals ? 0 : reason(line.get(3));
        if (reason < 0) {
            return "reason: must be LOST, DAMAGED, EXPIRED, REPLACED, CANCELLED or OTHER"
                    + (removals ? ", or REMOVE to take the entry off" : "");
        }
        fromSeconds = line.get(4).isEmpty() ? 0 : FieldRules.epochSecond(line.get(4));
        if (fromSeconds == FieldRules.WRONG) {
            return "effective_from: must be an ISO date-time such as 2025-01-31T08:00:00, or empty";
        }
        toSeconds = line.get(5).isEmpty() ? 0 : FieldRules.epochSecond(line.get(5));
        if (toSeconds == FieldRules.WRONG) {
            return "effective_to: must be an ISO date-time such as 2025-01-31T08:00:00, or empty";
        }
        return toSeconds != 0 && toSeconds <= fromSeconds ? "effective_to: must be after effective_from" : null;
    }

    /** Code of a level's name, or -1. */
    static int level(String text) {
        for (ListLevel level : ListLevel.values()) {
            if (level.name().equals(text)) {
                return level.code();
            }
        }
        return -1;
    }

    private static int reason(String text) {
        for (InvalidReason reason : InvalidReason.values()) {
            if (reason.name().equals(text)) {
                return reason.code();
            }
        }
        return -1;
    }
}
