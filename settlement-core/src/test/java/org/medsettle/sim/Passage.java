package org.medsettle.sim;

import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.model.Order;

/**
 * One command on the ring, with the sequence and time that it must be given; a query has the sequence before it.
 *
 * @param slot which slot of the ring, from 1
 * @param order what it says; null for a mark of the engine's own
 * @param window who waits for the answer; -1 for nobody
 */
record Passage(long slot, @Nullable Order order, Command command, int window, long sequence, long timeMs) {
    boolean isJournalled() {
        return command.type().isJournalled();
    }
}
