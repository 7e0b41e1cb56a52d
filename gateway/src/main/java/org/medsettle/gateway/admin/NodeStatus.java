package org.medsettle.gateway.admin;

import java.util.List;

/**
 * What the admin door may know about the node, read from its published counters and never from the ledger's maps.
 *
 * <p>Threads: any; every method answers at once from counters that their owners publish. Units: sequences, slots, counts.
 */
public interface NodeStatus {
    /** The configured name of this node. */
    String name();

    /** Why the node may not take traffic now, one short word-like reason each; empty when it is ready. */
    List<String> notReadyReasons();

    /** Slots of the ring. */
    long ringCapacity();

    /** Slots taken now. */
    long ringUsed();

    /** Sequence of the last record handed to the journal. */
    long appendedSequence();

    /** Sequence of the last record that is on stable storage. */
    long durableSequence();

    /** Open connections of a door ({@code his}, {@code pos}, {@code admin}). */
    long connections(String door);
}
