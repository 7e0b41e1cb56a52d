package org.medsettle.store.heap;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.person.PersonStore;

/** Persons on the heap. Failure: a number or citizen id that is there already breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class HeapPersonStore implements PersonStore {
    private final HeapRecords<Person> records = new HeapRecords<>(new Person());
    private final Map<ByteBuffer, Long> byNumber = new HashMap<>();
    private final Map<Long, Long> byCitizenId = new HashMap<>();

    @Override
    public long add(Person person) {
        ByteBuffer number = HeapRecords.keyOf(person.buffer(), person.numberOffset(), Person.NUMBER_BYTES);
        Invariant.check(!byNumber.containsKey(number), "a person number is added once");
        Invariant.check(!byCitizenId.containsKey(person.citizenId()), "a citizen id is added once");

        long reference = records.add(person, person.length());
        byNumber.put(number, reference);
        byCitizenId.put(person.citizenId(), reference);
        return reference;
    }

    @Override
    public long findByNumber(ByteBuffer number, int offset) {
        return byNumber.getOrDefault(HeapRecords.keyOf(number, offset, Person.NUMBER_BYTES), NONE);
    }

    @Override
    public long findByCitizenId(long citizenId) {
        return byCitizenId.getOrDefault(citizenId, NONE);
    }

    @Override
    public Person at(long reference) {
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
