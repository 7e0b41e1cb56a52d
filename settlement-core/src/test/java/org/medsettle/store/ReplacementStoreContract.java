package org.medsettle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.card.Replacement;
import org.medsettle.domain.card.ReplacementStage;
import org.medsettle.domain.card.ReplacementStore;

/** What every store of replacements does. */
public abstract class ReplacementStoreContract {
    private static final int CARDS = 2_000;
    private static final long NEW = 1_000_000;

    protected abstract ReplacementStore create();

    private static Replacement applied(long cardKey) {
        Replacement replacement = new Replacement();
        replacement.wrap(ByteBuffer.allocate(Replacement.BYTES).order(ByteOrder.LITTLE_ENDIAN), 0);
        return replacement.begin(cardKey, CardState.LOST_FORMAL, 1_000 + cardKey);
    }

    @Test
    void shouldFindByOldAndByNewCard() {
        ReplacementStore replacements = create();
        List<Long> added = new ArrayList<>();
        for (long card = 1; card <= CARDS; card++) {
            long reference = replacements.add(applied(card));
            added.add(reference);
            replacements.nameNewCard(reference, NEW + card);
        }

        List<Long> visited = new ArrayList<>();
        replacements.forEach(visited::add);
        assertEquals(added, visited);
        assertEquals(CARDS, replacements.count());
        for (long card = 1; card <= CARDS; card++) {
            long reference = added.get((int) card - 1);
            assertEquals(reference, replacements.findByCard(card));
            assertEquals(reference, replacements.findByNewCard(NEW + card));
            assertEquals(NEW + card, replacements.at(reference).newCardKey());
            assertEquals(1_000 + card, replacements.at(reference).reachedMs(ReplacementStage.APPLIED));
        }
    }

    @Test
    void shouldAnswerNoneForWhatIsNotThere() {
        ReplacementStore replacements = create();
        replacements.add(applied(5));

        assertEquals(ReplacementStore.NONE, replacements.findByCard(6));
        assertEquals(ReplacementStore.NONE, replacements.findByNewCard(5));
        assertEquals(ReplacementStore.NONE, replacements.findByNewCard(0));
    }

    @Test
    void shouldForgetTheNewCardOfAnEarlierApplication() {
        ReplacementStore replacements = create();
        long reference = replacements.add(applied(5));
        replacements.nameNewCard(reference, 77);

        replacements.at(reference).begin(5, CardState.DAMAGED, 2_000);
        assertEquals(ReplacementStore.NONE, replacements.findByNewCard(77));
        replacements.nameNewCard(reference, 78);

        assertEquals(ReplacementStore.NONE, replacements.findByNewCard(77));
        assertEquals(reference, replacements.findByNewCard(78));
        assertEquals(CardState.DAMAGED, replacements.at(reference).reason());
    }

    @Test
    void shouldFailWhenAddedTwiceOrNamedTwice() {
        ReplacementStore replacements = create();
        long first = replacements.add(applied(5));
        long second = replacements.add(applied(6));
        replacements.nameNewCard(first, 77);

        assertThrows(InvariantViolation.class, () -> replacements.add(applied(5)));
        assertThrows(InvariantViolation.class, () -> replacements.nameNewCard(second, 77));
        assertEquals(2, replacements.count());
    }
}
