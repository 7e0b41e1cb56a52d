package org.medsettle.bench.his;

import java.util.Locale;

/** The transactions this client sends. Threads: immutable. */
enum HisTransaction {
    PERSON(1101),
    QUOTE(2101),
    SETTLE(2102),
    CANCEL(2103),
    REVERSE(2601);

    private final int number;

    HisTransaction(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** True for those that need a settlement to undo. */
    boolean undoes() {
        return this == CANCEL || this == REVERSE;
    }

    static HisTransaction of(String number) {
        for (HisTransaction transaction : values()) {
            if (String.format(Locale.ROOT, "%d", transaction.number).equals(number)) {
                return transaction;
            }
        }
        throw new IllegalArgumentException("no transaction " + number + "; known are 1101, 2101, 2102, 2103 and 2601");
    }
}
