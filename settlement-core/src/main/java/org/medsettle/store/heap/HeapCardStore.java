package org.medsettle.store.heap;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardStore;

/** Cards on the heap. Failure: a key or bank number that is there already breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class HeapCardStore implements CardStore {
    private final HeapRecords<Card> records = new HeapRecords<>(new Card());
    private final Map<Long, Long> byKey = new HashMap<>();
    private final Map<Long, Long> byBankNumber = new HashMap<>();

    @Override
    public long add(Card card) {
        Invariant.check(!byKey.containsKey(card.key()), "a card key is added once");
        Invariant.check(!byBankNumber.containsKey(card.bankNumber()), "a bank number is added once");

        long reference = records.add(card, Card.BYTES);
        byKey.put(card.key(), reference);
        if (card.bankNumber() != 0) {
            byBankNumber.put(card.bankNumber(), reference);
        }
        return reference;
    }

    @Override
    public long findByKey(long key) {
        return byKey.getOrDefault(key, NONE);
    }

    @Override
    public long findByBankNumber(long bankNumber) {
        return byBankNumber.getOrDefault(bankNumber, NONE);
    }

    @Override
    public Card at(long reference) {
        return records.at(reference);
    }

    @Override
    public long count() {
        return records.count();
    }

    @Override
    public long referenceOf(long place) {
        return place;
    }

    @Override
    public void forEach(LongConsumer visitor) {
        records.forEach(visitor);
    }
}
