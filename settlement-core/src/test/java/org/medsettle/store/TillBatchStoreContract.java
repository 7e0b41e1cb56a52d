package org.medsettle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.domain.settlement.TillBatch;
import org.medsettle.domain.settlement.TillBatchStore;

/** What every store of terminals' batches does. */
public abstract class TillBatchStoreContract {
    private static final int BATCHES = 40;
    private static final int INSTITUTIONS = 60;
    private static final long TERMINAL = 0x3130_3030_3030_3031L;

    protected abstract TillBatchStore create();

    @Test
    void shouldAddAllZeroBatchesAndFindThem() {
        TillBatchStore batches = create();
        List<Long> added = new ArrayList<>();

        for (int institution = 1; institution <= INSTITUTIONS; institution++) {
            for (int number = 0; number < BATCHES; number++) {
                long reference = batches.add(institution, TERMINAL, number);
                added.add(reference);
                assertEquals(reference, batches.find(institution, TERMINAL, number));
                TillBatch batch = batches.at(reference);
                assertEquals(institution, batch.institution());
                assertEquals(TERMINAL, batch.terminal());
                assertEquals(number, batch.number());
                assertEquals(0, batch.sumFen(TillBatch.CREDIT));
            }
        }

        List<Long> visited = new ArrayList<>();
        batches.forEach(visited::add);
        assertEquals(added, visited);
        assertEquals((long) BATCHES * INSTITUTIONS, batches.count());
    }

    @Test
    void shouldAnswerNoneWhenOnePartOfTheKeyDiffers() {
        TillBatchStore batches = create();
        batches.add(5, TERMINAL, 7);

        assertEquals(TillBatchStore.NONE, batches.find(6, TERMINAL, 7));
        assertEquals(TillBatchStore.NONE, batches.find(5, TERMINAL + 1, 7));
        assertEquals(TillBatchStore.NONE, batches.find(5, TERMINAL, 8));
    }

    @Test
    void shouldKeepChangesMadeInPlace() {
        TillBatchStore batches = create();
        long reference = batches.add(5, TERMINAL, 7);
        batches.add(5, TERMINAL, 8);

        batches.at(reference).add(TillBatch.DEBIT, 1, 2_500);
        batches.at(reference).freeze(1, 1, 2_500, 0, 0);

        assertEquals(2_500, batches.at(reference).sumFen(TillBatch.DEBIT));
        assertEquals(0, batches.at(reference).count(TillBatch.CREDIT));
        assertThrows(InvariantViolation.class, () -> batches.at(reference).add(TillBatch.DEBIT, 1, 1));
    }

    @Test
    void shouldFailWhenAddedTwiceOrTakenBelowZero() {
        TillBatchStore batches = create();
        long reference = batches.add(5, TERMINAL, 7);

        assertThrows(InvariantViolation.class, () -> batches.add(5, TERMINAL, 7));
        assertThrows(InvariantViolation.class, () -> batches.at(reference).add(TillBatch.CREDIT, -1, 0));
        assertThrows(InvariantViolation.class, () -> batches.at(reference).add(TillBatch.CREDIT, 1, -1));
        assertEquals(1, batches.count());
    }
}
