package org.medsettle.store.offheap;

import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardStore;
import org.medsettle.state.ImagedStore;
import org.medsettle.state.SectionKind;

/** Cards off heap, indexed by card key and by bank number. Failure: a second add of either breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class OffHeapCardStore implements CardStore {
    private final LookupHash lookup;
    private final RecordSlab<Card> records;
    private final ReferenceIndex byKey;
    private final ReferenceIndex byBankNumber;

    public OffHeapCardStore(OffHeapMemory memory) {
        lookup = memory.hash();
        records = new RecordSlab<>(memory.supply(), Card::new, card -> Card.BYTES);
        byKey = memory.newIndex();
        byBankNumber = memory.newIndex();
    }

    @Override
    public long add(Card card) {
        long bankNumber = card.bankNumber();
        boolean isNewKey = byKey.wasMissing(lookup.of(card.key())) || findByKey(card.key()) == NONE;
        Invariant.check(isNewKey, "a card key is added once");
        boolean isNewNumber = byBankNumber.wasMissing(lookup.of(bankNumber)) || findByBankNumber(bankNumber) == NONE;
        Invariant.check(isNewNumber, "a bank number is added once");

        long reference = records.add(card);
        index(reference);
        return reference;
    }

    private void index(long reference) {
        Card card = records.at(reference);
        byKey.add(lookup.of(card.key()), reference);
        if (card.bankNumber() != 0) {
            byBankNumber.add(lookup.of(card.bankNumber()), reference);
        }
    }

    @Override
    public long findByKey(long key) {
        for (long r = byKey.first(lookup.of(key)); r != ReferenceIndex.NONE; r = byKey.next()) {
            if (records.at(r).key() == key) {
                return r;
            }
        }
        return NONE;
    }

    @Override
    public long touch(long key, boolean isBankNumber) {
        return (isBankNumber ? byBankNumber : byKey).touch(lookup.of(key));
    }

    @Override
    public long candidate(long key, boolean isBankNumber) {
        return (isBankNumber ? byBankNumber : byKey).first(lookup.of(key));
    }

    @Override
    public long findByBankNumber(long bankNumber) {
        long hash = lookup.of(bankNumber);
        for (long r = byBankNumber.first(hash); r != ReferenceIndex.NONE; r = byBankNumber.next()) {
            if (records.at(r).bankNumber() == bankNumber) {
                return r;
            }
        }
        return NONE;
    }

    @Override
    public Card at(long reference) {
        return records.at(reference);
    }

    /** This store as far as snapshots are concerned. */
    public ImagedStore image() {
        IndexFill keys = new IndexFill(byKey);
        IndexFill bankNumbers = new IndexFill(byBankNumber);
        return new SlabStore(
                SectionKind.CARD,
                records,
                reference -> {
                    Card card = records.at(reference);
                    keys.add(lookup.of(card.key()), reference);
                    if (card.bankNumber() != 0) {
                        bankNumbers.add(lookup.of(card.bankNumber()), reference);
                    }
                },
                keys,
                bankNumbers);
    }

    @Override
    public long count() {
        return records.count();
    }

    @Override
    public long referenceOf(long place) {
        return records.referenceOf(place, Card.BYTES);
    }

    @Override
    public void forEach(LongConsumer visitor) {
        records.forEach(visitor);
    }
}
