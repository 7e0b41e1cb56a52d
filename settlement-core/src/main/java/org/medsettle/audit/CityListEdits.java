package org.medsettle.audit;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.medsettle.command.CommandType;
import org.medsettle.command.ListBody;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.state.LedgerStores;

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

    /** Starts from a snapshot: what is missing from the list there must have been taken off before. */
    void startFrom(LedgerStores stores) {
        stores.cards().forEach(reference -> {
            Card card = stores.cards().at(reference);
            long key = card.key();
            if (card.storedState().listReason() != 0
                    && stores.list(ListLevel.CITY).find(key) == InvalidListStore.NONE) {
                takenOff.add(key);
            }
        });
    }

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
