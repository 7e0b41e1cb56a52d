package org.medsettle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.common.Invariant.InvariantViolation;
import org.medsettle.domain.AsciiField;
import org.medsettle.domain.card.Reimbursement;
import org.medsettle.domain.card.ReimbursementStore;

/** What every store of reimbursements does. */
public abstract class ReimbursementStoreContract {
    private static final int INSTITUTIONS = 40;
    private static final int RECEIPTS = 50;

    protected abstract ReimbursementStore create();

    private static ByteBuffer receipt(String number) {
        ByteBuffer buffer = ByteBuffer.allocate(8 + Reimbursement.RECEIPT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        AsciiField.put(buffer, 8, Reimbursement.RECEIPT_BYTES, number);
        return buffer;
    }

    private static Reimbursement reimbursement(long institution, String number) {
        Reimbursement added = new Reimbursement();
        added.wrap(ByteBuffer.allocate(Reimbursement.BYTES).order(ByteOrder.LITTLE_ENDIAN), 0);
        return added.report(11, 3)
                .amountFen(2_500)
                .paidAtSeconds(1_700_000_000)
                .credited(1_700_000_900_000L, 88)
                .personOrdinal(4)
                .receipt(institution, receipt(number), 8);
    }

    private static long find(ReimbursementStore store, long institution, String number) {
        return store.find(institution, receipt(number), 8);
    }

    @Test
    void shouldFindEveryReceipt() {
        ReimbursementStore store = create();
        List<Long> added = new ArrayList<>();
        for (int institution = 1; institution <= INSTITUTIONS; institution++) {
            for (int i = 0; i < RECEIPTS; i++) {
                long reference = store.add(reimbursement(institution, "INV-" + i));
                added.add(reference);
                assertEquals(reference, find(store, institution, "INV-" + i));
            }
        }

        List<Long> visited = new ArrayList<>();
        store.forEach(visited::add);
        assertEquals(added, visited);
        assertEquals((long) INSTITUTIONS * RECEIPTS, store.count());
        Reimbursement found = store.at(find(store, 7, "INV-9"));
        assertEquals(reimbursement(7, "INV-9").stateHash(), found.stateHash());
        assertEquals("INV-9", found.receipt());
        assertEquals(2_500, found.amountFen());
    }

    @Test
    void shouldTellReceiptsApartByInstitutionAndByTheirLastCharacter() {
        ReimbursementStore store = create();
        store.add(reimbursement(7, "044001900111123456789012"));

        assertEquals(ReimbursementStore.NONE, find(store, 8, "044001900111123456789012"));
        assertEquals(ReimbursementStore.NONE, find(store, 7, "044001900111123456789013"));
        assertEquals(ReimbursementStore.NONE, find(store, 7, ""));
    }

    @Test
    void shouldFailWhenAReceiptIsAddedTwice() {
        ReimbursementStore store = create();
        store.add(reimbursement(7, "A"));

        assertThrows(InvariantViolation.class, () -> store.add(reimbursement(7, "A")));
        assertEquals(1, store.count());
    }
}
