package org.medsettle.gateway.his;

import org.jspecify.annotations.Nullable;

/**
 * The transactions that the door serves. The ordinal is their index in metrics; {@link #OTHER} stands for every number
 * that is not served and for requests that name none.
 *
 * <p>Threads: immutable.
 */
public enum HisTransaction {
    SIGN_ON("9001", 9001),
    SIGN_OFF("9002", 9002),
    PERSON("1101", 1101),
    PHARMACY_QUOTE("2101", 2101),
    PHARMACY_SETTLE("2102", 2102),
    PHARMACY_CANCEL("2103", 2103),
    REVERSE("2601", 2601),
    SETTLEMENT_QUERY("5203", 5203),
    CARD_QUERY("S101", 0),
    OUTCOME_QUERY("S102", 0),
    OTHER("", 0);

    private static final HisTransaction[] ALL = values();

    private final String infno;
    private final int number;

    HisTransaction(String infno, int number) {
        this.infno = infno;
        this.number = number;
    }

    /** Transaction number as it stands in requests. */
    public String infno() {
        return infno;
    }

    /** The national number, 0 for those of our own. */
    int number() {
        return number;
    }

    /** The transaction of a number, or {@code null} when it is not served. */
    static @Nullable HisTransaction of(CharSequence infno) {
        for (HisTransaction transaction : ALL) {
            if (transaction != OTHER && CharSequence.compare(transaction.infno, infno) == 0) {
                return transaction;
            }
        }
        return null;
    }
}
