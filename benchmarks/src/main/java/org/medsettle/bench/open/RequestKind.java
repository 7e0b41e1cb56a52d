package org.medsettle.bench.open;

/** What a request is, as far as figures are parted by it. Threads: immutable. */
public enum RequestKind {
    /** Asks for money to move, for the first time. */
    SETTLEMENT,
    /** The same again, under the same key. */
    REPEAT,
    /** Undoes a settlement. */
    UNDOING,
    /** Only asks. */
    QUERY
}
