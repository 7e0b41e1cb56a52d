package org.medsettle.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.medsettle.domain.settlement.CredentialType;
import org.medsettle.domain.settlement.KeyStore;
import org.medsettle.domain.settlement.SettlingFamily;

/** The bytes of a till's message as they stand in journals, and what of them is the business body. */
class TillBodyTest {
    private static final Path PAGE = Path.of("..", "docs", "spec", "journal-format.md");

    private static TillBody fresh() {
        TillBody body = new TillBody();
        body.wrap(ByteBuffer.allocate(TillBody.BYTES).order(ByteOrder.LITTLE_ENDIAN), 0);
        return body.begin("898420100000001", SettlingFamily.TILL_REFUND)
                .terminal("10000001")
                .trace(7, 123, 1_123_101_500)
                .credential(CredentialType.BANK_NUMBER, 621_700_000_000_001L)
                .amountFen(2_500)
                .original(42, 6, 77, 1_122)
                .medType(41)
                .flags(TillBody.PARTIAL_APPROVAL)
                .pin(TillBody.PIN_OK)
                .reason('9' << 8 | '8');
    }

    private static long digest(UnaryOperator<TillBody> change) {
        TillBody body = change.apply(fresh());
        body.finish();
        return body.bodyDigest();
    }

    @Test
    void shouldBeLaidOutAsThePageSays() throws IOException {
        TillBody body = fresh();
        assertEquals(128, body.finish());

        String page = Files.readString(PAGE);
        for (int at = 0; at < TillBody.BYTES; at += 16) {
            byte[] row = new byte[16];
            body.buffer().get(at, row);
            String line =
                    String.format("%02x  %s", at, HexFormat.ofDelimiter(" ").formatHex(row));
            assertTrue(page.contains(line), line);
        }
    }

    @Test
    void shouldReadBackWhatWasWritten() {
        TillBody body = fresh();
        body.finish();

        assertEquals("898420100000001", body.institution());
        assertEquals("10000001", body.terminal());
        assertEquals(7, body.batch());
        assertEquals(123, body.stan());
        assertEquals(1_123_101_500, body.localTime());
        assertEquals(CredentialType.BANK_NUMBER, body.credentialType());
        assertEquals(621_700_000_000_001L, body.credential());
        assertEquals(2_500, body.amountFen());
        assertEquals(42, body.originalReference());
        assertEquals(6, body.originalBatch());
        assertEquals(77, body.originalStan());
        assertEquals(1_122, body.originalDate());
        assertEquals(41, body.medType());
        assertEquals('9' << 8 | '8', body.reason());
        assertEquals(body.terminalWord(), body.keyWord1());
        assertEquals(123L << 32 | 1_123_101_500, body.keyWord2());
        assertEquals(KeyStore.NO_DATE, body.keyDate());
    }

    @Test
    void shouldDigestTheBusinessAndNothingElse() {
        long digest = digest(body -> body);
        List<UnaryOperator<TillBody>> noBusiness = List.of(
                body -> body.medType(11),
                body -> body.flags(0),
                body -> body.pin(TillBody.PIN_WRONG),
                body -> body.reason(0));
        List<UnaryOperator<TillBody>> business = List.of(
                body -> body.amountFen(2_501),
                body -> body.credential(CredentialType.BANK_NUMBER, 1),
                body -> body.credential(CredentialType.CARD, 621_700_000_000_001L),
                body -> body.original(43, 6, 77, 1_122),
                body -> body.original(42, 7, 77, 1_122),
                body -> body.original(42, 6, 78, 1_122),
                body -> body.original(42, 6, 77, 1_123),
                body -> body.terminal("10000002"),
                body -> body.trace(8, 123, 1_123_101_500));

        noBusiness.forEach(change -> assertEquals(digest, digest(change)));
        business.forEach(change -> assertNotEquals(digest, digest(change)));
    }
}
