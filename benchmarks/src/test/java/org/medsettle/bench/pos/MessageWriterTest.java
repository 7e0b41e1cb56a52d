package org.medsettle.bench.pos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.medsettle.bench.workload.CardHolders;

/** What the client sends and understands, byte by byte. */
class MessageWriterTest {
    @Test
    void shouldWriteAPurchaseAsAStockClientDoes() {
        ByteBuf frame = Unpooled.buffer();

        PosRequest request = new PosRequest();
        request.amountFen = 12_345;
        request.stan = 42;
        CardHolders holders = new CardHolders.Builder()
                .add("1", "A00000011", "420100D1560000000000000000000001", "420100", "6217852700765151012")
                .build();

        MessageWriter.write(frame, PosMessage.PURCHASE, request, holders, Tills.till("T0000100", "811010100000001"));

        assertEquals(
                "003e" + "0200" + "7020048000c08000" + "196217852700765151012" + "0" + "000000" + "000000012345"
                        + "000042" + "0052" + "00" + hex("T0000100") + hex("811010100000001") + hex("156"),
                ByteBufUtil.hexDump(frame));
    }

    @Test
    void shouldFindTraceCodeAndTerminalBehindOtherFields() {
        String message = "0210" + "7038000002818000".replace("02818000", "0a808000") + "196217852700765151012" + "0"
                + "000000" + "000000012345" + "000042" + "101112" + "1124" + hex("000000000077") + hex("51")
                + hex("T0000100") + hex("811010100000001");
        AnswerScanner scanner = new AnswerScanner();

        scanner.scan(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(message)), 0, message.length() / 2);

        assertEquals(42, scanner.stan());
        assertEquals('5' << 8 | '1', scanner.code());
        assertEquals(
                Unpooled.copiedBuffer("T0000100", StandardCharsets.US_ASCII).getLong(0), scanner.terminal());
    }

    @Test
    void shouldFailAtAFieldNobodyAnswersWith() {
        ByteBuf message = Unpooled.buffer()
                .writeShort(0x0210)
                .writeLong(Long.MIN_VALUE >>> 4)
                .writeZero(40);

        assertThrows(IllegalStateException.class, () -> new AnswerScanner().scan(message, 0, 50));
    }

    private static String hex(String text) {
        return ByteBufUtil.hexDump(text.getBytes(StandardCharsets.US_ASCII));
    }
}
