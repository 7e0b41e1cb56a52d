package org.medsettle.journal;

/**
 * A place in a log behind which everything is durable, with a proof that only the log itself can read: a snapshot keeps it,
 * and the log recognises its own history by it when the node starts again.
 *
 * <p>Threads: any, immutable.
 *
 * @param sequence the last command before the place; 0 for the beginning of a log
 * @param proof printable; empty for the beginning of a log
 */
public record LogPosition(long sequence, String proof) {
    public static final LogPosition START = new LogPosition(0, "");

    private static final char SEPARATOR = ':';

    /** Both as printable text, to be kept elsewhere. */
    public String toText() {
        return sequence + String.valueOf(SEPARATOR) + proof;
    }

    /** The chain value at this place in hex, for people to keep elsewhere; empty for the beginning of a log. */
    public String chainHead() {
        return proof.substring(Math.max(0, proof.length() - 2 * BatchChain.BYTES));
    }

    /** What {@link #toText} gave. Failure: {@link IllegalArgumentException} when the text cannot be that. */
    public static LogPosition of(String text) {
        int separator = text.indexOf(SEPARATOR);
        if (separator < 1) {
            throw new IllegalArgumentException("not a log position: " + text);
        }
        return new LogPosition(Long.parseLong(text, 0, separator, 10), text.substring(separator + 1));
    }
}
