package org.medsettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.lmax.disruptor.EventFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.Reply;
import org.medsettle.command.ReplyType;

/** A slot keeps its inline block for ever and a large body only until it is cleared. */
class SlotTest {
    private static final int LARGE = 40_000;

    private final Slot slot = Slot.factory().newInstance();

    @Test
    void shouldLetLargeBodiesGo() {
        ByteBuffer inlineCommand = slot.command.body();
        ByteBuffer inlineReply = slot.reply.body();
        Command large = new Command();
        large.reserve(LARGE).put(LARGE - 1, (byte) 9);

        slot.command.copyFrom(large.set(CommandType.FEED_CHUNK, LARGE));
        slot.reply.reserve(ReplyType.SETTLEMENT, LARGE);
        assertEquals(9, slot.command.body().get(LARGE - 1));
        assertNotSame(inlineCommand, slot.command.body());

        slot.clear();
        assertSame(inlineCommand, slot.command.body());
        assertSame(inlineReply, slot.reply.body());
        assertEquals(0, slot.command.length());
        assertEquals(0, slot.reply.length());
    }

    @Test
    void shouldUseNoMemoryOfItsOwnForWhatFitsInline() {
        ByteBuffer inline = slot.command.body();
        Command small = new Command();
        small.reserve(Command.INLINE_BYTES).put(Command.INLINE_BYTES - 1, (byte) 5);

        slot.command.copyFrom(small.set(CommandType.SETTLE, Command.INLINE_BYTES));

        assertSame(inline, slot.command.body());
        assertEquals(5, inline.get(Command.INLINE_BYTES - 1));
    }

    @Test
    void shouldShareNoByteBetweenSlots() {
        EventFactory<Slot> factory = Slot.factory();
        Slot[] slots = new Slot[1_000];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = factory.newInstance();
            fill(slots[i].command.body(), Command.INLINE_BYTES, i);
            fill(slots[i].reply.reserve(ReplyType.EMPTY, Reply.INLINE_BYTES), Reply.INLINE_BYTES, ~i);
        }

        for (int i = 0; i < slots.length; i++) {
            check(slots[i].command.body(), Command.INLINE_BYTES, i);
            check(slots[i].reply.body(), Reply.INLINE_BYTES, ~i);
        }
    }

    private static void fill(ByteBuffer buffer, int bytes, int value) {
        assertTrue(buffer.isDirect());
        assertEquals(ByteOrder.LITTLE_ENDIAN, buffer.order());
        assertEquals(bytes, buffer.capacity());
        for (int at = 0; at < bytes; at += 4) {
            buffer.putInt(at, value);
        }
    }

    private static void check(ByteBuffer buffer, int bytes, int value) {
        for (int at = 0; at < bytes; at += 4) {
            assertEquals(value, buffer.getInt(at));
        }
    }
}
