package org.medsettle.model;

import java.util.List;
import org.medsettle.command.CommandType;
import org.medsettle.domain.card.CardState;

/**
 * What happens in the lives of cards beyond plain events, as plain records.
 *
 * <p>Units: fen, epoch seconds where named so, dates in epoch days.
 */
public interface CardOrder extends Order {
    /** A card that is to come in. */
    record NewCard(long key, long snHigh, long snLow, long bankNumber, int expiryDay) {
        public static final NewCard NONE = new NewCard(0, 0, 0, 0, 0);

        /** The same card as an import would bring it. */
        ImportCard of(String holder) {
            return new ImportCard(key, holder, snHigh, snLow, bankNumber, expiryDay, CardState.SEALED);
        }
    }

    /**
     * CARD_ISSUE, CARD_REPLACEMENT, CARD_MOVE or CARD_PIN by {@code type}, which the digest does not know: as sent by a door
     * they differ in what they need, and a CARD_PIN without a value is the same body as an application.
     */
    record Life(CommandType type, Head head, long cardKey, String person, int step, NewCard newCard, long pinValue)
            implements CardOrder, Keyed {
        @Override
        public Life under(Head other) {
            return new Life(type, other, cardKey, person, step, newCard, pinValue);
        }

        @Override
        public Object business() {
            return List.of(head.transaction(), cardKey, person, step, newCard, pinValue);
        }
    }

    /** CARD_REIMBURSE; the institution is the head's. */
    record Reimburse(
            Head head,
            long cardKey,
            long amountFen,
            long paidAtSeconds,
            String receipt,
            String operator,
            String secondOperator)
            implements CardOrder, Keyed {
        @Override
        public CommandType type() {
            return CommandType.CARD_REIMBURSE;
        }

        @Override
        public Reimburse under(Head other) {
            return new Reimburse(other, cardKey, amountFen, paidAtSeconds, receipt, operator, secondOperator);
        }

        @Override
        public Object business() {
            return List.of(
                    type(), head.institution(), cardKey, amountFen, paidAtSeconds, receipt, operator, secondOperator);
        }
    }

    /** An area's own days of temporary loss. */
    record AreaDays(int area, int days) {}

    record Terms(long reimbursementLimitFen, List<AreaDays> areas) implements CardOrder {
        @Override
        public CommandType type() {
            return CommandType.CARD_TERMS;
        }
    }

    /** A day that differs from the week. */
    record Day(int epochDay, boolean worked) {}

    record Calendar(List<Day> days) implements CardOrder {
        @Override
        public CommandType type() {
            return CommandType.WORK_CALENDAR;
        }
    }

    record Sweep(long from, long cards) implements CardOrder {
        @Override
        public CommandType type() {
            return CommandType.CARD_SWEEP;
        }
    }
}
