package org.medsettle.store.heap;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.card.Reimbursement;
import org.medsettle.domain.card.ReimbursementStore;

/** Reimbursements on the heap. Failure: a receipt that is there already breaks an invariant. */
@ThreadConfined(Threads.STATE_MACHINE)
public final class HeapReimbursementStore implements ReimbursementStore {
    private final HeapRecords<Reimbursement> records = new HeapRecords<>(new Reimbursement());
    private final Map<Receipt, Long> byReceipt = new HashMap<>();

    @Override
    public long add(Reimbursement added) {
        Receipt receipt = receipt(added.institutionOrdinal(), added.buffer(), added.receiptOffset());
        Invariant.check(!byReceipt.containsKey(receipt), "a receipt is reimbursed once");

        long reference = records.add(added, Reimbursement.BYTES);
        byReceipt.put(receipt, reference);
        return reference;
    }

    @Override
    public long find(long institutionOrdinal, ByteBuffer receipt, int offset) {
        return byReceipt.getOrDefault(receipt(institutionOrdinal, receipt, offset), NONE);
    }

    private static Receipt receipt(long institutionOrdinal, ByteBuffer buffer, int offset) {
        return new Receipt(institutionOrdinal, HeapRecords.keyOf(buffer, offset, Reimbursement.RECEIPT_BYTES));
    }

    @Override
    public Reimbursement at(long reference) {
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

    private record Receipt(long institution, ByteBuffer number) {}
}
