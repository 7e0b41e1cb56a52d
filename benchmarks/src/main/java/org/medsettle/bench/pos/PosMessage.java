package org.medsettle.bench.pos;

import java.util.Map;
import java.util.TreeMap;
import org.medsettle.bench.open.RequestKind;

/** The messages this client sends, by the words of workload files. Threads: immutable. */
enum PosMessage {
    PURCHASE("purchase", 0x0200, 0x000000, RequestKind.SETTLEMENT),
    BALANCE("balance", 0x0200, 0x310000, RequestKind.QUERY),
    REVERSAL("reversal", 0x0400, 0x000000, RequestKind.UNDOING);

    private final String word;
    private final int type;
    private final int processing;
    private final RequestKind kind;

    PosMessage(String word, int type, int processing, RequestKind kind) {
        this.word = word;
        this.type = type;
        this.processing = processing;
        this.kind = kind;
    }

    /** Message type, four digits. */
    int type() {
        return type;
    }

    /** Field 3, six digits. */
    int processing() {
        return processing;
    }

    RequestKind kind() {
        return kind;
    }

    static Map<String, PosMessage> byWord() {
        Map<String, PosMessage> all = new TreeMap<>();
        for (PosMessage message : values()) {
            all.put(message.word, message);
        }
        return all;
    }
}
