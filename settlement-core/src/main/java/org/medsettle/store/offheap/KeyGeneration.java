package org.medsettle.store.offheap;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.KeyRecord;
import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.state.ImageSection;
import org.medsettle.state.ImagedStore;
import org.medsettle.state.SectionKind;

/** The keys of {@link KeyStore#GENERATION_DAYS} days. Invariant: keys are unique in it. */
@ThreadConfined(Threads.STATE_MACHINE)
final class KeyGeneration {
    final int number;
    private final RecordSlab<KeyRecord> records;
    private final ReferenceIndex index;

    KeyGeneration(int number, ChunkSupply supply, ReferenceIndex index) {
        this.number = number;
        this.records = new RecordSlab<>(supply, KeyRecord::new, key -> KeyRecord.BYTES);
        this.index = index;
    }

    long find(long hash, long word0, long word1, long word2) {
        for (long r = index.first(hash); r != ReferenceIndex.NONE; r = index.next()) {
            if (records.at(r).hasKey(word0, word1, word2)) {
                return r;
            }
        }
        return KeyStore.NONE;
    }

    long touch(long hash) {
        return index.touch(hash);
    }

    long add(long hash, KeyRecord key) {
        boolean isNew = index.wasMissing(hash) || find(hash, key.word0(), key.word1(), key.word2()) == KeyStore.NONE;
        Invariant.check(isNew, "a key is added once");
        long position = records.add(key);
        index.add(hash, position);
        return position;
    }

    KeyRecord at(long position) {
        return records.at(position);
    }

    /** The last date, in epoch days, whose keys stand here. */
    long lastDay() {
        return (number + 1L) * KeyStore.GENERATION_DAYS - 1;
    }

    long count() {
        return records.count();
    }

    void forEach(LongConsumer visitor) {
        records.forEach(visitor);
    }

    ImageSection section() {
        return new SlabSection(SectionKind.KEY, number, records);
    }

    ImagedStore.Restore restore(long length, ByteBuffer description) {
        SlabSection.restore(records, length, description);
        return records::put;
    }

    /** Indexes restored keys and answers how many there are. */
    long recount(LookupHash lookup) {
        IndexFill fill = new IndexFill(index);
        records.recount(position -> {
            KeyRecord key = records.at(position);
            fill.add(lookup.of(key.word0(), key.word1(), key.word2()), position);
        });
        fill.end();
        return records.count();
    }

    void release() {
        records.release();
        index.release();
    }
}
