package org.medsettle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.medsettle.store.TestRecords.assertSameBytes;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.domain.card.Card;
import org.medsettle.domain.card.CardState;
import org.medsettle.domain.card.CardStore;

/** What every store of cards does. */
public abstract class CardStoreContract {
    private static final int MANY = 3_000;

    protected abstract CardStore create();

    @Test
    void shouldFindByKeyAndByBankNumberWhenAdded() {
        CardStore cards = create();

        for (long n = 1; n <= MANY; n++) {
            cards.add(TestRecords.card(n));
        }

        assertEquals(MANY, cards.count());
        for (long n = 1; n <= MANY; n++) {
            Card card = TestRecords.card(n);
            long reference = cards.findByKey(card.key());
            assertSameBytes(card, cards.at(reference), Card.BYTES);
            if (card.bankNumber() != 0) {
                assertEquals(reference, cards.findByBankNumber(card.bankNumber()));
            }
        }
    }

    @Test
    void shouldAnswerNoneWhenUnknown() {
        CardStore cards = create();
        cards.add(TestRecords.card(1));

        assertEquals(CardStore.NONE, cards.findByKey(TestRecords.card(2).key()));
        assertEquals(CardStore.NONE, cards.findByBankNumber(TestRecords.card(2).bankNumber()));
    }

    @Test
    void shouldNotIndexABankNumberOfZero() {
        CardStore cards = create();
        cards.add(TestRecords.card(3));
        cards.add(TestRecords.card(6));

        assertEquals(2, cards.count());
        assertEquals(CardStore.NONE, cards.findByBankNumber(0));
    }

    @Test
    void shouldKeepChangesMadeInPlace() {
        CardStore cards = create();
        long reference = cards.add(TestRecords.card(1));
        cards.add(TestRecords.card(2));

        cards.at(reference).state(CardState.LOST_FORMAL).pinTries(2);

        assertEquals(CardState.LOST_FORMAL, cards.at(reference).storedState());
        assertEquals(2, cards.at(reference).pinTries());
    }

    @Test
    void shouldVisitInOrderOfArrival() {
        CardStore cards = create();
        List<Long> added = new ArrayList<>();
        for (long n = 1; n <= MANY; n++) {
            added.add(cards.add(TestRecords.card(n)));
        }

        List<Long> visited = new ArrayList<>();
        cards.forEach(visited::add);

        assertEquals(added, visited);
        for (int place = 0; place < MANY; place++) {
            assertEquals(added.get(place), cards.referenceOf(place));
        }
    }

    @Test
    void shouldFailWhenAKeyOrABankNumberIsAddedTwice() {
        CardStore cards = create();
        cards.add(TestRecords.card(1));

        assertThrows(
                InvariantViolation.class,
                () -> cards.add(TestRecords.card(2).key(TestRecords.card(1).key())));
        assertThrows(
                InvariantViolation.class,
                () -> cards.add(
                        TestRecords.card(2).bankNumber(TestRecords.card(1).bankNumber())));
        assertEquals(1, cards.count());
    }
}
