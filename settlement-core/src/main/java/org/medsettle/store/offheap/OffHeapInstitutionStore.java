package org.medsettle.store.offheap;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.institution.Institution;
import org.medsettle.domain.institution.InstitutionStore;
import org.medsettle.state.ImagedStore;
import org.medsettle.state.SectionKind;

/** Institutions off heap, indexed by code and by merchant id. Failure: a second add of either breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class OffHeapInstitutionStore implements InstitutionStore {
    private final LookupHash lookup;
    private final RecordSlab<Institution> records;
    private final ReferenceIndex byCode;
    private final ReferenceIndex byMerchant;

    public OffHeapInstitutionStore(OffHeapMemory memory) {
        lookup = memory.hash();
        records = new RecordSlab<>(memory.supply(), Institution::new, institution -> Institution.BYTES);
        byCode = memory.newIndex();
        byMerchant = memory.newIndex();
    }

    @Override
    public long add(Institution institution) {
        long known = findByCode(institution.buffer(), institution.codeOffset());
        Invariant.check(known == NONE, "an institution code is added once");

        long namesake = findByMerchant(institution.buffer(), institution.merchantOffset());
        Invariant.check(namesake == NONE, "a merchant id is added once");

        long reference = records.add(institution);
        index(reference);
        return reference;
    }

    private void index(long reference) {
        Institution institution = records.at(reference);
        byCode.add(lookup.of(institution.buffer(), institution.codeOffset(), Institution.CODE_BYTES), reference);
        if (institution.hasMerchant()) {
            byMerchant.add(
                    lookup.of(institution.buffer(), institution.merchantOffset(), Institution.MERCHANT_BYTES),
                    reference);
        }
    }

    @Override
    public long findByCode(ByteBuffer code, int offset) {
        long hash = lookup.of(code, offset, Institution.CODE_BYTES);
        for (long r = byCode.first(hash); r != ReferenceIndex.NONE; r = byCode.next()) {
            Institution candidate = records.at(r);
            if (AsciiField.equal(candidate.buffer(), candidate.codeOffset(), code, offset, Institution.CODE_BYTES)) {
                return r;
            }
        }
        return NONE;
    }

    @Override
    public long findByMerchant(ByteBuffer merchant, int offset) {
        long hash = lookup.of(merchant, offset, Institution.MERCHANT_BYTES);
        for (long r = byMerchant.first(hash); r != ReferenceIndex.NONE; r = byMerchant.next()) {
            Institution candidate = records.at(r);
            if (AsciiField.equal(
                    candidate.buffer(), candidate.merchantOffset(), merchant, offset, Institution.MERCHANT_BYTES)) {
                return r;
            }
        }
        return NONE;
    }

    @Override
    public Institution at(long reference) {
        return records.at(reference);
    }

    /** This store as far as snapshots are concerned. */
    public ImagedStore image() {
        return new SlabStore(SectionKind.INSTITUTION, records, this::index);
    }

    @Override
    public long count() {
        return records.count();
    }

    @Override
    public long referenceOf(int ordinal) {
        return records.referenceOf(ordinal - 1L, Institution.BYTES);
    }

    @Override
    public void forEach(LongConsumer visitor) {
        records.forEach(visitor);
    }
}
