package org.medsettle.backup;

import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Up to where a restore goes.
 *
 * <p>Threads: any, immutable.
 */
public sealed interface RestoreTarget {
    /** All there is. */
    RestoreTarget EVERYTHING = new Everything();

    /** All there is. */
    record Everything() implements RestoreTarget {
        @Override
        public String toString() {
            return "everything";
        }
    }

    /** Up to and with this sequence. */
    record ToSequence(long sequence) implements RestoreTarget {
        @Override
        public String toString() {
            return "sequence " + sequence;
        }
    }

    /** Up to the command before the first one that is later; epoch milliseconds. */
    record ToTime(long timeMs) implements RestoreTarget {
        @Override
        public String toString() {
            return text(timeMs);
        }
    }

    /** A time as operators read it, in Asia/Shanghai. */
    static String text(long timeMs) {
        return Instant.ofEpochMilli(timeMs).atOffset(ZoneOffset.ofHours(8)).toString();
    }
}
