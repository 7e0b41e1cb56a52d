package org.medsettle.domain.card;

import java.util.function.LongConsumer;

/**
 * Port: replacements by the card that goes and by the card that comes. References are stable for the life of the process;
 * records are changed in place through the view, the new card's key by {@link #nameNewCard} alone.
 *
 * <p>Threads: confined to the state machine. Invariant: one record a card; a new card comes for one card only.
 */
public interface ReplacementStore {
    long NONE = -1;

    /** Copies the record in and answers its reference. */
    long add(Replacement replacement);

    /** Reference by the card that is replaced, or {@link #NONE}. */
    long findByCard(long cardKey);

    /** Reference by the card that takes its place, or {@link #NONE}. */
    long findByNewCard(long newCardKey);

    /** Writes the new card's key into the record at a reference and makes it findable by it. */
    void nameNewCard(long reference, long newCardKey);

    /** The replacement at a reference; a re-used view that is valid until the next call. */
    Replacement at(long reference);

    long count();

    /** Visits every reference in order of arrival. */
    void forEach(LongConsumer visitor);
}
