package org.medsettle.store.heap;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.KeyRecord;
import org.medsettle.domain.settlement.KeyStore;

/** Keys on the heap: one map per generation. Failure: a key that stands in its generation already breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class HeapKeyStore implements KeyStore {
    private final TreeMap<Integer, Map<Key, Long>> generations = new TreeMap<>();
    private final Map<Long, ByteBuffer> records = new HashMap<>();
    private final KeyRecord view = new KeyRecord();
    private long lastReference;

    @Override
    public long find(long word0, long word1, long word2, int keyDate) {
        Key key = new Key(word0, word1, word2);
        if (keyDate != NO_DATE) {
            Map<Key, Long> generation = generations.getOrDefault(KeyStore.generationOf(keyDate), Map.of());
            return generation.getOrDefault(key, NONE);
        }
        for (Map<Key, Long> generation : generations.values()) {
            Long reference = generation.get(key);
            if (reference != null) {
                return reference;
            }
        }
        return NONE;
    }

    @Override
    public long add(KeyRecord key, int keyDate) {
        Invariant.check(keyDate != NO_DATE, "a key is added under a real date");
        Map<Key, Long> generation =
                generations.computeIfAbsent(KeyStore.generationOf(keyDate), number -> new HashMap<>());
        long reference = ++lastReference;
        Long previous = generation.put(new Key(key.word0(), key.word1(), key.word2()), reference);
        Invariant.check(previous == null, "a key is added once");
        records.put(reference, HeapRecords.copyOf(key, KeyRecord.BYTES));
        return reference;
    }

    @Override
    public KeyRecord at(long reference) {
        ByteBuffer record = records.get(reference);
        if (record == null) {
            throw new Invariant.InvariantViolation("key reference " + reference + " is not kept");
        }
        view.wrap(record, 0);
        return view;
    }

    @Override
    public void dropBefore(int date) {
        while (!generations.isEmpty() && lastDayOf(generations.firstKey()) < date) {
            records.keySet().removeAll(generations.pollFirstEntry().getValue().values());
        }
    }

    private static long lastDayOf(int generation) {
        return (generation + 1L) * GENERATION_DAYS - 1;
    }

    @Override
    public long count() {
        return records.size();
    }

    @Override
    public void forEach(LongConsumer visitor) {
        for (Map<Key, Long> generation : generations.values()) {
            for (long reference : generation.values()) {
                visitor.accept(reference);
            }
        }
    }

    private record Key(long word0, long word1, long word2) {}
}
