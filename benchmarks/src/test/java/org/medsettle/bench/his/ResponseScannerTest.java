package org.medsettle.bench.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Responses whole and in pieces, successes, refusals, and answers without an envelope. */
class ResponseScannerTest {
    private static final String SETTLED = "{\"infcode\":0,\"err_msg\":\"\",\"output\":{\"setlinfo\":{"
            + "\"setl_id\":\"420100000000000042\",\"mdtrt_id\":\"420100500000000042\"}}}";

    private final ResponseScanner scanner = new ResponseScanner();

    @Test
    void shouldReadTheIdsOfASettlement() {
        assertTrue(scanner.scan(response("200 OK", "Content-Length", SETTLED)));

        assertEquals(200, scanner.status());
        assertEquals(0, scanner.code());
        assertEquals(420_100_000_000_000_042L, scanner.setlId());
        assertEquals(420_100_500_000_000_042L, scanner.mdtrtId());
        assertFalse(scanner.closing());
    }

    @Test
    void shouldConsumeNothingBeforeTheResponseIsWhole() {
        ByteBuf whole = response("200 OK", "content-length", SETTLED);
        ByteBuf part = Unpooled.buffer();
        while (whole.readableBytes() > 1) {
            part.writeByte(whole.readByte());
            assertFalse(scanner.scan(part));
            assertEquals(0, part.readerIndex());
        }
        part.writeByte(whole.readByte());

        assertTrue(scanner.scan(part));
        assertFalse(part.isReadable());
    }

    @Test
    void shouldNameTheResultCodeOfARefusal() {
        String body = "{\"infcode\":-1,\"err_msg\":\"卡已临时挂失，不能结算[2003 CARD_LOST_TEMPORARY]\",\"output\":null}";

        assertTrue(scanner.scan(response("200 OK", "Content-Length", body)));

        assertEquals(2003, scanner.code());
        assertEquals(0, scanner.setlId());
    }

    @Test
    void shouldReadAnInfcodeThatIsText() {
        assertTrue(scanner.scan(response("200 OK", "Content-Length", "{\"infcode\":\"0\",\"output\":\"{}\"}")));

        assertEquals(0, scanner.code());
    }

    @Test
    void shouldAnswerTheStatusWhenThereIsNoEnvelope() {
        assertTrue(scanner.scan(response("503 Service Unavailable", "Content-Length", "")));

        assertEquals(503, scanner.code());
    }

    @Test
    void shouldSeeThatTheServerCloses() {
        ByteBuf in = bytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: Close\r\n\r\n");

        assertTrue(scanner.scan(in));

        assertTrue(scanner.closing());
        assertEquals(400, scanner.code());
    }

    @Test
    void shouldRefuseAResponseWithoutALength() {
        assertThrows(IllegalStateException.class, () -> scanner.scan(bytes("HTTP/1.1 200 OK\r\n\r\n")));
    }

    private static ByteBuf response(String status, String lengthName, String body) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return bytes("HTTP/1.1 " + status + "\r\n" + lengthName + ": " + length + "\r\n\r\n" + body);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }
}
