package org.medsettle.store.offheap;

import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.Replacement;
import org.medsettle.domain.card.ReplacementStore;
import org.medsettle.state.ImagedStore;
import org.medsettle.state.SectionKind;

/** Replacements off heap, indexed by old and by new card. Failure: a second add for a card breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class OffHeapReplacementStore implements ReplacementStore {
    private final LookupHash lookup;
    private final RecordSlab<Replacement> records;
    private final ReferenceIndex byCard;
    private final ReferenceIndex byNewCard;

    public OffHeapReplacementStore(OffHeapMemory memory) {
        lookup = memory.hash();
        records = new RecordSlab<>(memory.supply(), Replacement::new, replacement -> Replacement.BYTES);
        byCard = memory.newIndex();
        byNewCard = memory.newIndex();
    }

    @Override
    public long add(Replacement replacement) {
        Invariant.check(findByCard(replacement.cardKey()) == NONE, "a card has one replacement record");

        long reference = records.add(replacement);
        index(reference);
        return reference;
    }

    private void index(long reference) {
        Replacement replacement = records.at(reference);
        byCard.add(lookup.of(replacement.cardKey()), reference);
        if (replacement.newCardKey() != 0) {
            byNewCard.add(lookup.of(replacement.newCardKey()), reference);
        }
    }

    @Override
    public long findByCard(long cardKey) {
        for (long r = byCard.first(lookup.of(cardKey)); r != ReferenceIndex.NONE; r = byCard.next()) {
            if (records.at(r).cardKey() == cardKey) {
                return r;
            }
        }
        return NONE;
    }

    /** A place in the index that an earlier application has left behind is no match, since the record says another key. */
    @Override
    public long findByNewCard(long newCardKey) {
        for (long r = byNewCard.first(lookup.of(newCardKey)); r != ReferenceIndex.NONE; r = byNewCard.next()) {
            if (records.at(r).newCardKey() == newCardKey) {
                return r;
            }
        }
        return NONE;
    }

    @Override
    public void nameNewCard(long reference, long newCardKey) {
        Invariant.check(findByNewCard(newCardKey) == NONE, "a new card comes for one card");
        records.at(reference).newCardKey(newCardKey);
        byNewCard.add(lookup.of(newCardKey), reference);
    }

    @Override
    public Replacement at(long reference) {
        return records.at(reference);
    }

    /** This store as far as snapshots are concerned. */
    public ImagedStore image() {
        return new SlabStore(SectionKind.REPLACEMENT, records, this::index);
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
