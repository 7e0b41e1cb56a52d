package org.medsettle.bench.his;

import java.util.Map;
import java.util.TreeMap;
import org.medsettle.bench.open.RequestKind;

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

    /** What it is to the open loop. */
    RequestKind kind() {
        return switch (this) {
            case SETTLE -> RequestKind.SETTLEMENT;
            case CANCEL, REVERSE -> RequestKind.UNDOING;
            case PERSON, QUOTE -> RequestKind.QUERY;
        };
    }

    /** All of them by number, as workload files write it. */
    static Map<String, HisTransaction> byNumber() {
        Map<String, HisTransaction> all = new TreeMap<>();
        for (HisTransaction transaction : values()) {
            all.put(Integer.toString(transaction.number), transaction);
        }
        return all;
    }
}
