package org.medsettle.store.heap;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.institution.InstitutionStore;

/** Institutions on the heap. Failure: a code or merchant id that is there already breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class HeapInstitutionStore implements InstitutionStore {
    private final HeapRecords<Institution> records = new HeapRecords<>(new Institution());
    private final Map<ByteBuffer, Long> byCode = new HashMap<>();
    private final Map<ByteBuffer, Long> byMerchant = new HashMap<>();

    @Override
    public long add(Institution institution) {
        ByteBuffer code = HeapRecords.keyOf(institution.buffer(), institution.codeOffset(), Institution.CODE_BYTES);
        Invariant.check(!byCode.containsKey(code), "an institution code is added once");

        ByteBuffer merchant =
                HeapRecords.keyOf(institution.buffer(), institution.merchantOffset(), Institution.MERCHANT_BYTES);
        Invariant.check(!byMerchant.containsKey(merchant), "a merchant id is added once");

        long reference = records.add(institution, Institution.BYTES);
        byCode.put(code, reference);
        if (institution.hasMerchant()) {
            byMerchant.put(merchant, reference);
        }
        return reference;
    }

    @Override
    public long findByCode(ByteBuffer code, int offset) {
        return byCode.getOrDefault(HeapRecords.keyOf(code, offset, Institution.CODE_BYTES), NONE);
    }

    @Override
    public long findByMerchant(ByteBuffer merchant, int offset) {
        return byMerchant.getOrDefault(HeapRecords.keyOf(merchant, offset, Institution.MERCHANT_BYTES), NONE);
    }

    @Override
    public Institution at(long reference) {
        return records.at(reference);
    }

    @Override
    public long count() {
        return records.count();
    }

    @Override
    public long referenceOf(int ordinal) {
        return ordinal - 1L;
    }

    @Override
    public void forEach(LongConsumer visitor) {
        records.forEach(visitor);
    }
}
