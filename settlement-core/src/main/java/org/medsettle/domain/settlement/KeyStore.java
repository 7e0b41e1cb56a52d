package org.medsettle.domain.settlement;

import java.util.function.LongConsumer;

/**
 * Port: keys and their outcomes in generations by the date inside the key, each generation dropped whole.
 *
 * <p>Threads: confined to the state machine. Units: dates in epoch days. Invariant: a key stands in exactly the generation
 * of its date, so a look-up touches one generation; generations are dropped by commands, never by a clock.
 */
public interface KeyStore {
    long NONE = -1;
    /** Date of a key that has none inside: the look-up then asks every generation. */
    int NO_DATE = Integer.MIN_VALUE;
    /** Days per generation. */
    int GENERATION_DAYS = 8;

    /** Reference of the key's record, or {@link #NONE}. */
    long find(long word0, long word1, long word2, int keyDate);

    /** Reads the places of the index where this key would stand, so that a later look-up finds them in the cache. */
    default long touch(long word0, long word1, long word2, int keyDate) {
        return 0;
    }

    /** Copies the record into the generation of {@code keyDate} (a real date) and answers its reference. */
    long add(KeyRecord key, int keyDate);

    /** The record at a reference; a re-used view that is valid until the next call. Changes in place are allowed. */
    KeyRecord at(long reference);

    /** Drops every generation whose last day is before {@code date}, in time that does not grow with their keys. */
    void dropBefore(int date);

    long count();

    /** Visits every reference in no particular order. */
    void forEach(LongConsumer visitor);

    /** The generation a date belongs to. */
    static int generationOf(int date) {
        return Math.floorDiv(date, GENERATION_DAYS);
    }
}
