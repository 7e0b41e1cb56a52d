package org.medsettle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.medsettle.store.TestRecords.assertSameBytes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.person.PersonStore;

/** What every store of persons does. */
public abstract class PersonStoreContract {
    private static final int MANY = 3_000;

    protected abstract PersonStore create();

    @Test
    void shouldFindByNumberAndByCitizenIdWhenAdded() {
        PersonStore persons = create();

        for (long n = 1; n <= MANY; n++) {
            Person person = TestRecords.person(n);
            long reference = persons.add(person);
            assertEquals(n, persons.count());
            assertEquals(reference, persons.findByNumber(person.buffer(), person.numberOffset()));
        }

        for (long n = 1; n <= MANY; n++) {
            Person person = TestRecords.person(n);
            long reference = persons.findByCitizenId(person.citizenId());
            assertEquals(n, persons.at(reference).ordinal());
            assertEquals(reference, persons.findByNumber(person.buffer(), person.numberOffset()));
            assertSameBytes(person, persons.at(reference), person.length());
        }
    }

    @Test
    void shouldAnswerNoneWhenUnknown() {
        PersonStore persons = create();
        Person stranger = TestRecords.person(7);

        assertEquals(PersonStore.NONE, persons.findByCitizenId(stranger.citizenId()));
        assertEquals(PersonStore.NONE, persons.findByNumber(stranger.buffer(), stranger.numberOffset()));

        persons.add(TestRecords.person(8));

        assertEquals(PersonStore.NONE, persons.findByCitizenId(stranger.citizenId()));
        assertEquals(PersonStore.NONE, persons.findByNumber(stranger.buffer(), stranger.numberOffset()));
    }

    @Test
    void shouldFindANumberThatStandsElsewhere() {
        PersonStore persons = create();
        Person person = TestRecords.person(5);
        long reference = persons.add(person);
        ByteBuffer request = ByteBuffer.allocateDirect(100).order(ByteOrder.LITTLE_ENDIAN);
        request.put(51, person.buffer(), person.numberOffset(), Person.NUMBER_BYTES);

        assertEquals(reference, persons.findByNumber(request, 51));
    }

    @Test
    void shouldKeepChangesMadeInPlace() {
        PersonStore persons = create();
        long first = persons.add(TestRecords.person(1));
        long second = persons.add(TestRecords.person(2));

        persons.at(first).accountHandle(42).insuredState(2);

        assertEquals(42, persons.at(first).accountHandle());
        assertEquals(2, persons.at(first).insuredState());
        assertSameBytes(
                TestRecords.person(2), persons.at(second), TestRecords.person(2).length());
    }

    @Test
    void shouldVisitInOrderOfArrival() {
        PersonStore persons = create();
        List<Long> added = new ArrayList<>();
        for (long n = 1; n <= MANY; n++) {
            added.add(persons.add(TestRecords.person(n)));
        }

        List<Long> visited = new ArrayList<>();
        persons.forEach(reference -> {
            visited.add(reference);
            assertEquals(visited.size(), persons.at(reference).ordinal());
        });

        assertEquals(added, visited);
    }

    @Test
    void shouldFailWhenANumberOrACitizenIdIsAddedTwice() {
        PersonStore persons = create();
        persons.add(TestRecords.person(1));

        assertThrows(
                InvariantViolation.class,
                () -> persons.add(
                        TestRecords.person(2).number(TestRecords.person(1).number())));
        assertThrows(
                InvariantViolation.class,
                () -> persons.add(
                        TestRecords.person(2).citizenId(TestRecords.person(1).citizenId())));
        assertEquals(1, persons.count());
    }

    @Test
    void shouldFailWhenTheReferenceIsNone() {
        PersonStore persons = create();

        assertThrows(RuntimeException.class, () -> persons.at(PersonStore.NONE));
    }
}
