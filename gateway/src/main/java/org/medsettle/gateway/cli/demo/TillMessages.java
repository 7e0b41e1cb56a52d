package org.medsettle.gateway.cli.demo;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** Writes one till's messages, each with the next trace number and the batch that is open. */
@ThreadConfined(Threads.CALLER)
final class TillMessages {
    private static final String NO_BATCH = "000000";

    private final String merchant;
    private final String terminal;
    private int stan;
    private String batch = NO_BATCH;

    TillMessages(String merchant, String terminal) {
        this.merchant = merchant;
        this.terminal = terminal;
    }

    void batch(String number) {
        batch = number;
    }

    boolean hasBatch() {
        return !batch.equals(NO_BATCH);
    }

    private TillMessage bare(String type) {
        stan = stan % 999_999 + 1;
        return new TillMessage(type)
                .set(11, String.format(Locale.ROOT, "%06d", stan))
                .set(41, String.format(Locale.ROOT, "%-8s", terminal))
                .set(42, String.format(Locale.ROOT, "%-15s", merchant));
    }

    TillMessage network(String type, String code) {
        return bare(type).set(60, "00" + batch + code);
    }

    /** A message about money of whoever holds this card. */
    TillMessage money(String type, String processing, String kind, @Nullable SocialCard card) {
        return bare(type)
                .set(2, card == null ? "" : card.pan())
                .set(3, processing)
                .set(22, "052")
                .set(25, "00")
                .set(49, "156")
                .set(60, kind + batch + "000");
    }

    static String amount(long fen) {
        return String.format(Locale.ROOT, "%012d", fen);
    }
}
