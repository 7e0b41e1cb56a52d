package org.medsettle.model;

import org.medsettle.command.CommandType;

/** What an operator of the node asks, who is no institution. Units: epoch days. */
public sealed interface OperatorOrder extends Order {
    /** A settlement by its id. */
    record FindSettlement(long id) implements OperatorOrder {
        @Override
        public CommandType type() {
            return CommandType.FIND_SETTLEMENT;
        }
    }

    /** What came of a key of the HIS door. */
    record FindOutcome(String institution, long word1, long word2, int keyDate) implements OperatorOrder {
        @Override
        public CommandType type() {
            return CommandType.FIND_OUTCOME;
        }
    }

    /** A person by number. */
    record FindPerson(String number) implements OperatorOrder {
        @Override
        public CommandType type() {
            return CommandType.FIND_PERSON;
        }
    }

    /** A page of a day's clearing totals; date 0 is today, institution "" is every one. */
    record DayTotals(int businessDate, String institution, long cursor) implements OperatorOrder {
        @Override
        public CommandType type() {
            return CommandType.QUERY_DAY_TOTALS;
        }
    }
}
