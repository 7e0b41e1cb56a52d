package org.medsettle.domain.mask;

import org.medsettle.domain.card.BankNumber;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.person.CitizenId;

/**
 * Values as an operator may see them: money in yuan, and identities with their middle hidden, so that what {@code inspect}
 * prints, logs and the audit trail can be passed on.
 *
 * <p>Threads: stateless. Units: fen in, yuan out.
 */
public final class MaskedText {
    private static final int KEPT = 4;
    private static final int CITIZEN_HEAD = 6;

    private MaskedText() {}

    public static String yuan(long fen) {
        long abs = Math.abs(fen);
        String cents = Long.toString(100 + abs % 100).substring(1);
        return (fen < 0 ? "-" : "") + abs / 100 + "." + cents;
    }

    /** The last four characters. */
    public static String tail(String text) {
        return text.length() <= KEPT ? "*" : "*" + text.substring(text.length() - KEPT);
    }

    /** The first character of a name. */
    public static String name(String name) {
        return name.isEmpty() ? "*" : name.substring(0, name.offsetByCodePoints(0, 1)) + "*";
    }

    /** Six and four characters of a citizen id. */
    public static String citizenId(long packed) {
        if (packed < 0 || packed > 99_999_999_999_999_999L) {
            return "*";
        }
        String id = CitizenId.unpack(packed);
        return id.substring(0, CITIZEN_HEAD) + "********" + id.substring(id.length() - KEPT);
    }

    /** Issuing area and the last four characters of a card number. */
    public static String card(long key) {
        return key <= 0 ? "*" : CardNumber.area(key) + " " + tail(CardNumber.number(key));
    }

    public static String bankNumber(long packed) {
        return packed <= 0 ? "*" : tail(BankNumber.unpack(packed));
    }
}
