package org.medsettle.gateway.config;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.CardTermsBody;

/**
 * What the lives of cards depend on: areas' own days of temporary loss, the most that is reimbursed for one loss report, and
 * the calendar of working days, if a file of it is configured.
 *
 * <p>Units: days by six-digit area; fen, 0 for no limit.
 */
public record CardTermsConfig(
        SortedMap<Integer, Integer> lossDaysByArea, long reimbursementLimitFen, @Nullable WorkCalendar calendar) {
    public CardTermsConfig {
        lossDaysByArea = new TreeMap<>(lossDaysByArea);
    }

    /** Bytes of the body of the CARD_TERMS command. */
    public int length() {
        return CardTermsBody.length(lossDaysByArea.size());
    }

    /** Writes areas and limit into the body of a CARD_TERMS command. */
    public void write(CardTermsBody body) {
        body.begin(reimbursementLimitFen);
        for (Map.Entry<Integer, Integer> area : lossDaysByArea.entrySet()) {
            body.area(area.getKey(), area.getValue());
        }
    }
}
