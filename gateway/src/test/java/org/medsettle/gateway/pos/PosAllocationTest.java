package org.medsettle.gateway.pos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.gateway.admission.Admission;
import org.medsettle.gateway.config.PosDoorConfig;
import org.medsettle.gateway.config.PosFilesConfig;
import org.medsettle.gateway.config.PosListenerConfig;
import org.medsettle.gateway.pos.codec.IsoDecoder;
import org.medsettle.gateway.pos.codec.IsoOutcome;
import org.medsettle.gateway.pos.security.MacRules;
import org.medsettle.gateway.pos.security.PinVerifier;
import org.medsettle.gateway.pos.security.TerminalKeys;
import org.medsettle.gateway.posclient.Till;
import org.medsettle.gateway.posclient.TillFormat;
import org.medsettle.gateway.posclient.TillPopulation;

/** From a frame to its command, and from its reply to the answer's bytes, approved or refused, nothing is allocated. */
class PosAllocationTest {
    private static final int WARM_UP = 50_000;
    private static final int MESSAGES = 20_000;

    private final MacRules macs = new MacRules();
    private final PosRequestDecoder decoder = new PosRequestDecoder(TerminalKeys.NONE, PinVerifier.NONE, macs);
    private final PosReplyEncoder encoder = new PosReplyEncoder(TerminalKeys.NONE, macs, "00000000");
    private final Command command = new Command(ByteBuffer.allocateDirect(Command.INLINE_BYTES));
    private final PendingMessage pending = new PendingMessage(0);
    private final Reply approved = new Reply();

    private void message(byte[] bytes, PosListener listener) {
        IsoOutcome outcome = IsoDecoder.decode(listener.table(), bytes, 0, bytes.length, pending.message());
        assertEquals(IsoOutcome.WHOLE, outcome);
        assertEquals(ResultCode.OK, decoder.decode(pending, command));
        encoder.encodeOwn(pending, ResultCode.BALANCE_INSUFFICIENT, 1_700_000_000_000L);
        encoder.encodeReply(pending, approved);
        assertEquals("00", encoder.response());
    }

    @Test
    void shouldNotAllocatePerMessage() {
        PosListenerConfig stock = new PosListenerConfig(0, "none", "iso87b", Set.of());
        PosDoorConfig door = new PosDoorConfig(
                "127.0.0.1",
                java.util.List.of(stock),
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                41,
                "1",
                new PosFilesConfig("", "", "", "", "", "", "", ""));
        PosListener listener = PosListener.of(stock, door);
        PosLoop loop = new PosLoop(
                new HeldLink(), new Admission(), () -> 0, PosMetrics.NONE, PosLimits.of(door), PosSecurity.NONE, "1");
        pending.begin(new PosConnection(loop, listener), 0);
        byte[] bytes = TillFormat.ISO87B.pack(
                new Till("898530112340001", "10000001").batch(7).purchase(TillPopulation.pan(1), 1_234));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        assertEquals(IsoOutcome.WHOLE, IsoDecoder.decode(listener.table(), bytes, 0, bytes.length, pending.message()));
        assertEquals(ResultCode.OK, decoder.decode(pending, command));
        approved.begin(command, 1, 1_700_000_000_000L);
        PosReplies.answer(command, approved);
        for (int i = 0; i < WARM_UP; i++) {
            message(bytes, listener);
        }

        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MESSAGES; i++) {
            message(bytes, listener);
        }
        long perMessage = (threads.getCurrentThreadAllocatedBytes() - before) / MESSAGES;

        assertTrue(perMessage < 1, perMessage + " bytes per message");
    }
}
