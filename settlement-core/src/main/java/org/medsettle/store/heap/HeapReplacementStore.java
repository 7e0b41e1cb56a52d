package org.medsettle.store.heap;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.Replacement;
import org.medsettle.domain.card.ReplacementStore;

/** Replacements on the heap. Failure: a card that has one already breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class HeapReplacementStore implements ReplacementStore {
    private final HeapRecords<Replacement> records = new HeapRecords<>(new Replacement());
    private final Map<Long, Long> byCard = new HashMap<>();
    private final Map<Long, Long> byNewCard = new HashMap<>();

    @Override
    public long add(Replacement replacement) {
        Invariant.check(!byCard.containsKey(replacement.cardKey()), "a card has one replacement record");

        long reference = records.add(replacement, Replacement.BYTES);
        byCard.put(replacement.cardKey(), reference);
        return reference;
    }

    @Override
    public long findByCard(long cardKey) {
        return byCard.getOrDefault(cardKey, NONE);
    }

    @Override
    public long findByNewCard(long newCardKey) {
        long found = byNewCard.getOrDefault(newCardKey, NONE);
        return found != NONE && records.at(found).newCardKey() == newCardKey ? found : NONE;
    }

    @Override
    public void nameNewCard(long reference, long newCardKey) {
        Invariant.check(findByNewCard(newCardKey) == NONE, "a new card comes for one card");
        records.at(reference).newCardKey(newCardKey);
        byNewCard.put(newCardKey, reference);
    }

    @Override
    public Replacement at(long reference) {
        return records.at(reference);
    }

    @Override
    public long count() {
        return records.count();
    }

    @Override
    public void forEach(LongConsumer visitor) {
        records.forEach(visitor);
    }
}
