package org.medsettle.store.offheap;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;
import org.medsettle.common.Hashing;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.Reimbursement;
import org.medsettle.domain.card.ReimbursementStore;
import org.medsettle.state.ImagedStore;
import org.medsettle.state.SectionKind;

/** Reimbursements off heap, indexed by receipt. Failure: a second add of a receipt breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class OffHeapReimbursementStore implements ReimbursementStore {
    private final LookupHash lookup;
    private final RecordSlab<Reimbursement> records;
    private final ReferenceIndex byReceipt;

    public OffHeapReimbursementStore(OffHeapMemory memory) {
        lookup = memory.hash();
        records = new RecordSlab<>(memory.supply(), Reimbursement::new, added -> Reimbursement.BYTES);
        byReceipt = memory.newIndex();
    }

    @Override
    public long add(Reimbursement added) {
        long known = find(added.institutionOrdinal(), added.buffer(), added.receiptOffset());
        Invariant.check(known == NONE, "a receipt is reimbursed once");

        long reference = records.add(added);
        index(reference);
        return reference;
    }

    private void index(long reference) {
        Reimbursement added = records.at(reference);
        byReceipt.add(hash(added.institutionOrdinal(), added.buffer(), added.receiptOffset()), reference);
    }

    private long hash(long institutionOrdinal, ByteBuffer receipt, int offset) {
        return Hashing.fold(lookup.of(receipt, offset, Reimbursement.RECEIPT_BYTES), institutionOrdinal);
    }

    @Override
    public long find(long institutionOrdinal, ByteBuffer receipt, int offset) {
        long hash = hash(institutionOrdinal, receipt, offset);
        for (long r = byReceipt.first(hash); r != ReferenceIndex.NONE; r = byReceipt.next()) {
            if (records.at(r).hasReceipt(institutionOrdinal, receipt, offset)) {
                return r;
            }
        }
        return NONE;
    }

    @Override
    public Reimbursement at(long reference) {
        return records.at(reference);
    }

    /** This store as far as snapshots are concerned. */
    public ImagedStore image() {
        return new SlabStore(SectionKind.REIMBURSEMENT, records, this::index);
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
