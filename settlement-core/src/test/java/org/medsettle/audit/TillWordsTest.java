package org.medsettle.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.medsettle.command.BatchBody;
import org.medsettle.command.TillBody;
import org.medsettle.domain.mask.MaskedText;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.domain.settlement.SettlingFamily;

/** What an inspector reads of a till's commands: everything it needs, and no card number. */
class TillWordsTest {
    private final TillWords words = new TillWords();
    private final ByteBuffer buffer = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
    private final TillBody till = new TillBody();
    private final BatchBody batch = new BatchBody();

    @Test
    void shouldPutAMessageIntoWords() {
        till.wrap(buffer, 0);
        till.begin("898420100000001", SettlingFamily.TILL_REFUND)
                .terminal("10000001")
                .trace(7, 123, 1_123)
                .credential(CredentialType.BANK_NUMBER, 621_700_000_000_001L)
                .amountFen(2_500)
                .original(42, 0, 0, 0)
                .pin(TillBody.PIN_WRONG)
                .finish();

        assertEquals(
                "refund, merchant 898420100000001, terminal 10000001, batch 7, STAN 000123, local time 1123, bank number "
                        + MaskedText.bankNumber(621_700_000_000_001L)
                        + ", 25.00 yuan, original 000000000042, PIN wrong",
                words.message(buffer));
    }

    @Test
    void shouldNameAnOriginalByItsTraceWhereThereIsNoReference() {
        till.wrap(buffer, 0);
        till.begin("M", SettlingFamily.TILL_VOID)
                .terminal("T")
                .trace(0, 5, 0)
                .amountFen(1)
                .original(0, 6, 77, 0)
                .finish();

        assertEquals(
                "void, merchant M, terminal T, batch 0, STAN 000005, 0.01 yuan, original batch 6 STAN 000077",
                words.message(buffer));
    }

    @Test
    void shouldPutBatchCommandsIntoWords() {
        batch.wrap(buffer, 0);
        batch.begin("M", "T", 7).totals(2, 300, 1, 50).detail(1, 0, 100);

        assertEquals("merchant M, terminal T", words.terminal(buffer));
        assertEquals(
                "merchant M, terminal T, batch 7, 2 purchases of 3.00 yuan, 1 voids and refunds of 0.50 yuan",
                words.close(buffer));
        assertEquals("merchant M, terminal T, batch 7, 1 details", words.details(buffer));
    }
}
