package org.medsettle.gateway.cli.demo;

import java.util.Locale;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** What a till has sold and given back since its batch began. Units: fen. */
@ThreadConfined(Threads.CALLER)
final class BatchTotals {
    private int debits;
    private long debitFen;
    private int credits;
    private long creditFen;

    void debit(long fen) {
        debits++;
        debitFen += fen;
    }

    void credit(long fen) {
        credits++;
        creditFen += fen;
    }

    int count() {
        return debits + credits;
    }

    /** As field 48 has them. */
    String text() {
        return TillMessages.amount(debitFen)
                + String.format(Locale.ROOT, "%03d", debits)
                + TillMessages.amount(creditFen)
                + String.format(Locale.ROOT, "%03d", credits);
    }

    void clear() {
        debits = 0;
        debitFen = 0;
        credits = 0;
        creditFen = 0;
    }
}
