package org.medsettle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.medsettle.store.TestRecords.assertSameBytes;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.institution.InstitutionStore;

/** What every store of institutions does. */
public abstract class InstitutionStoreContract {
    private static final int MANY = 1_000;

    protected abstract InstitutionStore create();

    @Test
    void shouldFindWhatWasAdded() {
        InstitutionStore institutions = create();

        for (long n = 1; n <= MANY; n++) {
            institutions.add(TestRecords.institution(n));
        }

        assertEquals(MANY, institutions.count());
        for (long n = 1; n <= MANY; n++) {
            Institution institution = TestRecords.institution(n);
            long reference = institutions.findByCode(institution.buffer(), institution.codeOffset());
            assertSameBytes(institution, institutions.at(reference), Institution.BYTES);
            assertEquals(reference, institutions.referenceOf((int) n));
        }
    }

    @Test
    void shouldFindByMerchantAndNobodyByAnEmptyOne() {
        InstitutionStore institutions = create();
        for (long n = 1; n <= MANY; n++) {
            Institution institution = TestRecords.institution(n);
            institutions.add(n % 3 == 0 ? institution : institution.merchant("M" + n));
        }

        for (long n = 1; n <= MANY; n++) {
            Institution asked = TestRecords.institution(n).merchant("M" + n);
            long reference = institutions.findByMerchant(asked.buffer(), asked.merchantOffset());
            assertEquals(
                    n % 3 == 0 ? "-" : asked.code(),
                    reference == InstitutionStore.NONE
                            ? "-"
                            : institutions.at(reference).code());
        }
        Institution nobody = TestRecords.institution(1);
        assertEquals(InstitutionStore.NONE, institutions.findByMerchant(nobody.buffer(), nobody.merchantOffset()));
    }

    @Test
    void shouldFailWhenAMerchantIsAddedTwice() {
        InstitutionStore institutions = create();
        institutions.add(TestRecords.institution(1).merchant("M"));

        assertThrows(
                InvariantViolation.class,
                () -> institutions.add(TestRecords.institution(2).merchant("M")));
        assertEquals(1, institutions.count());
    }

    @Test
    void shouldAnswerNoneWhenUnknown() {
        InstitutionStore institutions = create();
        institutions.add(TestRecords.institution(1));
        Institution stranger = TestRecords.institution(2);

        assertEquals(InstitutionStore.NONE, institutions.findByCode(stranger.buffer(), stranger.codeOffset()));
    }

    @Test
    void shouldKeepChangesMadeInPlace() {
        InstitutionStore institutions = create();
        long reference = institutions.add(TestRecords.institution(1));
        institutions.add(TestRecords.institution(2));

        institutions.at(reference).payableFen(77);

        assertEquals(77, institutions.at(reference).payableFen());
    }

    @Test
    void shouldVisitInOrderOfArrival() {
        InstitutionStore institutions = create();
        List<Long> added = new ArrayList<>();
        for (long n = 1; n <= MANY; n++) {
            added.add(institutions.add(TestRecords.institution(n)));
        }

        List<Long> visited = new ArrayList<>();
        institutions.forEach(visited::add);

        assertEquals(added, visited);
    }

    @Test
    void shouldFailWhenAddedTwice() {
        InstitutionStore institutions = create();
        institutions.add(TestRecords.institution(1));

        assertThrows(InvariantViolation.class, () -> institutions.add(TestRecords.institution(1)));
        assertEquals(1, institutions.count());
    }
}
