package org.medsettle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.domain.settlement.ClearingTotal;
import org.medsettle.domain.settlement.ClearingTotalStore;

/** What every store of clearing totals does. */
public abstract class ClearingTotalStoreContract {
    private static final int DAYS = 20;
    private static final int INSTITUTIONS = 100;

    protected abstract ClearingTotalStore create();

    @Test
    void shouldAddAllZeroTotalsAndFindThem() {
        ClearingTotalStore totals = create();
        List<Long> added = new ArrayList<>();

        for (int day = 0; day < DAYS; day++) {
            for (int institution = 1; institution <= INSTITUTIONS; institution++) {
                long group = ClearingTotal.group(20_000 + day, 310, 1);
                long reference = totals.add(group, institution);
                added.add(reference);
                assertEquals(reference, totals.find(group, institution));
                assertEquals(group, totals.at(reference).group());
                assertEquals(institution, totals.at(reference).institution());
                assertEquals(0, totals.at(reference).count(ClearingTotal.NORMAL));
                assertEquals(0, totals.at(reference).cashFen(ClearingTotal.REFUND));
            }
        }

        List<Long> visited = new ArrayList<>();
        totals.forEach(visited::add);
        assertEquals(added, visited);
        assertEquals((long) DAYS * INSTITUTIONS, totals.count());
        for (int place = 0; place < added.size(); place++) {
            assertEquals(added.get(place), totals.referenceOf(place));
        }
    }

    @Test
    void shouldAnswerNoneWhenOneWordDiffers() {
        ClearingTotalStore totals = create();
        long group = ClearingTotal.group(20_000, 310, 1);
        totals.add(group, 5);

        assertEquals(ClearingTotalStore.NONE, totals.find(group, 6));
        assertEquals(ClearingTotalStore.NONE, totals.find(ClearingTotal.group(20_000, 390, 1), 5));
    }

    @Test
    void shouldKeepChangesMadeInPlace() {
        ClearingTotalStore totals = create();
        long reference = totals.add(ClearingTotal.group(20_000, 310, 1), 5);
        totals.add(ClearingTotal.group(20_000, 310, 1), 6);

        totals.at(reference).add(ClearingTotal.NORMAL, 1, 1, TestRecords.settlement(9));

        assertEquals(1, totals.at(reference).count(ClearingTotal.NORMAL));
        assertEquals(1_009, totals.at(reference).medfeeFen(ClearingTotal.NORMAL));
    }

    @Test
    void shouldFailWhenAddedTwice() {
        ClearingTotalStore totals = create();
        totals.add(1, 5);

        assertThrows(InvariantViolation.class, () -> totals.add(1, 5));
        assertEquals(1, totals.count());
    }
}
