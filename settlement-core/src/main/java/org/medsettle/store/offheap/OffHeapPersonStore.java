package org.medsettle.store.offheap;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.person.PersonStore;
import org.medsettle.state.ImagedStore;
import org.medsettle.state.SectionKind;

/** Persons off heap, indexed by number and by citizen id. Failure: a second add of either breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class OffHeapPersonStore implements PersonStore {
    private final LookupHash lookup;
    private final RecordSlab<Person> records;
    private final ReferenceIndex byNumber;
    private final ReferenceIndex byCitizenId;

    public OffHeapPersonStore(OffHeapMemory memory) {
        lookup = memory.hash();
        records = new RecordSlab<>(memory.supply(), Person::new, Person::length);
        byNumber = memory.newIndex();
        byCitizenId = memory.newIndex();
    }

    @Override
    public long add(Person person) {
        boolean isNewNumber = byNumber.wasMissing(hashOfNumber(person))
                || findByNumber(person.buffer(), person.numberOffset()) == NONE;
        Invariant.check(isNewNumber, "a person number is added once");
        boolean isNewId =
                byCitizenId.wasMissing(lookup.of(person.citizenId())) || findByCitizenId(person.citizenId()) == NONE;
        Invariant.check(isNewId, "a citizen id is added once");

        long reference = records.add(person);
        index(reference);
        return reference;
    }

    private void index(long reference) {
        Person person = records.at(reference);
        byNumber.add(hashOfNumber(person), reference);
        byCitizenId.add(lookup.of(person.citizenId()), reference);
    }

    private long hashOfNumber(Person person) {
        return lookup.of(person.buffer(), person.numberOffset(), Person.NUMBER_BYTES);
    }

    @Override
    public long findByNumber(ByteBuffer number, int offset) {
        long hash = lookup.of(number, offset, Person.NUMBER_BYTES);
        for (long r = byNumber.first(hash); r != ReferenceIndex.NONE; r = byNumber.next()) {
            if (records.at(r).hasNumber(number, offset)) {
                return r;
            }
        }
        return NONE;
    }

    @Override
    public long findByCitizenId(long citizenId) {
        for (long r = byCitizenId.first(lookup.of(citizenId)); r != ReferenceIndex.NONE; r = byCitizenId.next()) {
            if (records.at(r).citizenId() == citizenId) {
                return r;
            }
        }
        return NONE;
    }

    @Override
    public long touchNumber(ByteBuffer number, int offset) {
        return byNumber.touch(lookup.of(number, offset, Person.NUMBER_BYTES));
    }

    @Override
    public long touchCitizenId(long citizenId) {
        return byCitizenId.touch(lookup.of(citizenId));
    }

    @Override
    public Person at(long reference) {
        return records.at(reference);
    }

    /** This store as far as snapshots are concerned. */
    public ImagedStore image() {
        IndexFill numbers = new IndexFill(byNumber);
        IndexFill citizenIds = new IndexFill(byCitizenId);
        return new SlabStore(
                SectionKind.PERSON,
                records,
                reference -> {
                    Person person = records.at(reference);
                    numbers.add(hashOfNumber(person), reference);
                    citizenIds.add(lookup.of(person.citizenId()), reference);
                },
                numbers,
                citizenIds);
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
