package org.medsettle.bench.micro;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.medsettle.domain.card.CardStore;
import org.medsettle.domain.list.InvalidListStore;
import org.medsettle.domain.person.Person;
import org.medsettle.domain.person.PersonStore;
import org.medsettle.domain.settlement.KeyRecord;
import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.store.heap.HeapCardStore;
import org.medsettle.store.heap.HeapInvalidListStore;
import org.medsettle.store.heap.HeapKeyStore;
import org.medsettle.store.heap.HeapPersonStore;
import org.medsettle.store.offheap.OffHeapCardStore;
import org.medsettle.store.offheap.OffHeapInvalidListStore;
import org.medsettle.store.offheap.OffHeapKeyStore;
import org.medsettle.store.offheap.OffHeapMemory;
import org.medsettle.store.offheap.OffHeapPersonStore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Look-ups of random persons, cards, keys and list entries in tables of a million. Needs the flags of config/jvm.options. */
@SuppressWarnings("NullAway.Init") // the setup fills the fields before the first operation
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class StoreBenchmark {
    private static final int DAY = 20_000;

    @Param({"heap", "offheap"})
    public String kind;

    @Param("1000000")
    public int entries;

    private final RandomIndex random = new RandomIndex();
    private final KeyRecord key = BenchRecords.direct(new KeyRecord(), KeyRecord.BYTES);
    private PersonStore persons;
    private CardStore cards;
    private InvalidListStore list;
    private KeyStore keys;
    private ByteBuffer numbers;
    private long nextKey;

    @Setup
    public void fill() {
        if (kind.equals("heap")) {
            persons = new HeapPersonStore();
            cards = new HeapCardStore();
            list = new HeapInvalidListStore();
            keys = new HeapKeyStore();
        } else {
            OffHeapMemory memory = new OffHeapMemory(4 << 20, 1L << 34, 4, 42);
            persons = new OffHeapPersonStore(memory);
            cards = new OffHeapCardStore(memory);
            list = new OffHeapInvalidListStore(memory);
            keys = new OffHeapKeyStore(memory);
        }
        BenchRecords records = new BenchRecords();
        numbers = ByteBuffer.allocateDirect(entries * Person.NUMBER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < entries; n++) {
            Person person = records.person(n);
            numbers.put(n * Person.NUMBER_BYTES, person.buffer(), person.numberOffset(), Person.NUMBER_BYTES);
            persons.add(person);
            cards.add(records.card(n));
            list.put(BenchRecords.cardKey(n), 1, DAY * 86_400L, 0);
        }
    }

    /** Keys are added without end, so every iteration starts with none. */
    @Setup(Level.Iteration)
    public void dropKeys() {
        keys.dropBefore(Integer.MAX_VALUE);
    }

    @Benchmark
    public long personByNumber() {
        return persons.findByNumber(numbers, random.below(entries) * Person.NUMBER_BYTES);
    }

    @Benchmark
    public long personByCitizenId() {
        return persons.findByCitizenId(44_010_619_700_101_000L + random.below(entries));
    }

    @Benchmark
    public long cardByKey() {
        return cards.findByKey(BenchRecords.cardKey(random.below(entries)));
    }

    @Benchmark
    public long cardUnknown() {
        return cards.findByKey(BenchRecords.cardKey(random.below(entries)) + 1);
    }

    @Benchmark
    public long listMiss() {
        return list.find(BenchRecords.cardKey(random.below(entries)) + 1);
    }

    @Benchmark
    public long listHit() {
        return list.fromSeconds(list.find(BenchRecords.cardKey(random.below(entries))));
    }

    @Benchmark
    public long keyMissThenAdd() {
        long n = nextKey++;
        long known = keys.find(1, n, 7, DAY);
        return known + keys.add(key.key(1, n, 7), DAY);
    }
}
