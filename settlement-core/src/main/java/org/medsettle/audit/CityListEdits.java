package org.medsettle.audit;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.medsettle.command.CommandType;
import org.medsettle.command.ListBody;
import org.medsettle.domain.list.ListLevel;

/**
 * Which cards somebody has taken off the city's list by hand or by a feed. For those, and only for those, a card that must
 * not settle may be missing there: its own state still refuses it.
 *
 * <p>Threads: one.
 */
final class CityListEdits {
    private final Set<Long> takenOff = new HashSet<>();
    private final ListBody body = new ListBody();
    private boolean replaced;

    /** Looks at a command that is about to be applied. */
    void watch(CommandType type, ByteBuffer command) {
        switch (type) {
            case LIST_REMOVE, FEED_BEGIN, FEED_CHUNK -> {
                body.wrap(command, 0);
                if (body.level() == ListLevel.CITY.code()) {
                    watch(type);
                }
            }
            default -> {
                // No other command takes cards off a list against their state.
            }
        }
    }

    private void watch(CommandType type) {
        if (type == CommandType.FEED_BEGIN) {
            replaced |= body.baseVersion() == 0;
            return;
        }
        for (int i = 0; i < body.entryCount(); i++) {
            if (type == CommandType.LIST_REMOVE || body.isRemoval(i)) {
                takenOff.add(body.cardKey(i));
            }
        }
    }

    boolean mayHaveTakenOff(long cardKey) {
        return replaced || takenOff.contains(cardKey);
    }
}
