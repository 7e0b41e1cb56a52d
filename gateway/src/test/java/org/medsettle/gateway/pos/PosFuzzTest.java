package org.medsettle.gateway.pos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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
import org.medsettle.gateway.pos.codec.IsoMessage;
import org.medsettle.gateway.pos.codec.IsoOutcome;
import org.medsettle.gateway.pos.security.MacRules;
import org.medsettle.gateway.pos.security.PinVerifier;
import org.medsettle.gateway.pos.security.TerminalKeys;
import org.medsettle.gateway.posclient.Till;
import org.medsettle.gateway.posclient.TillFormat;
import org.medsettle.gateway.posclient.TillMessage;
import org.medsettle.gateway.posclient.TillPopulation;

/** Messages of every kind, bent at random: the way from frame to answer never throws, and the answer can be read. */
class PosFuzzTest {
    private static final String[] CHARACTERS = {"0", "9", " ", "A", "=", "~"};

    private final MacRules macs = new MacRules();
    private final PosRequestDecoder decoder = new PosRequestDecoder(TerminalKeys.NONE, PinVerifier.NONE, macs);
    private final PosReplyEncoder encoder = new PosReplyEncoder(TerminalKeys.NONE, macs, "00000000");
    private final Command command = new Command(ByteBuffer.allocateDirect(Command.INLINE_BYTES));
    private final Reply reply = new Reply();
    private final PendingMessage pending = new PendingMessage(0);
    private final IsoMessage answer = new IsoMessage();

    private static PosConnection connection(String table) {
        PosListenerConfig config = new PosListenerConfig(0, "none", table, Set.of(PosListenerConfig.PARTIAL));
        PosDoorConfig door = new PosDoorConfig(
                "127.0.0.1",
                List.of(config),
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
        PosLoop loop = new PosLoop(
                new HeldLink(), new Admission(), () -> 0, PosMetrics.NONE, PosLimits.of(door), PosSecurity.NONE, "1");
        return new PosConnection(loop, PosListener.of(config, door));
    }

    private static List<TillMessage> kinds() {
        Till till = new Till("898530112340001", "10000001").batch(7);
        String pan = TillPopulation.pan(1);
        TillMessage purchase = till.purchase(pan, 1_234);
        return List.of(
                purchase,
                till.purchase(pan, 1).remove(2).set(35, pan + "=9912"),
                till.balance(pan),
                till.takeBack(pan, 1, "000000000001"),
                till.refund(pan, 1, "000000000001").remove(37).set(61, "0000070000011115"),
                Till.reversal(purchase),
                till.network("0800", "001"),
                till.network("0820", "002"),
                till.network("0800", "390").set(62, "303030"),
                till.settle(1, 1, 0, 0),
                till.network("0320", "201").set(48, "01" + "22" + "000001" + "0" + pan + "000000000300"),
                new TillMessage("0800").set(11, "000001"));
    }

    /** Changes a field's value or length, or takes it out. */
    private static TillMessage bend(TillMessage message, Random dice) {
        TillMessage bent =
                message.as(dice.nextInt(20) == 0 ? "0" + dice.nextInt(10) + dice.nextInt(10) + "0" : message.mti);
        Integer[] fields = bent.fields.keySet().toArray(new Integer[0]);
        int field = fields[dice.nextInt(fields.length)];
        String value = bent.fields.get(field);
        boolean variable = Set.of(2, 35, 48, 60, 61).contains(field);
        boolean text = Set.of(37, 41, 42, 49).contains(field);
        if (dice.nextInt(4) == 0) {
            bent.remove(field);
        } else if (variable && dice.nextBoolean()) {
            bent.set(field, value.substring(0, dice.nextInt(value.length() + 1)));
        } else if (!value.isEmpty()) {
            int at = dice.nextInt(value.length());
            String one = text ? CHARACTERS[dice.nextInt(CHARACTERS.length)] : Integer.toString(dice.nextInt(10));
            bent.set(field, value.substring(0, at) + one + value.substring(at + 1));
        }
        return bent;
    }

    @Test
    void shouldAnswerWhateverComesWithSomethingThatCanBeRead() {
        long frames = Long.getLong("frames", 50_000);
        Random dice = new Random(frames);
        List<TillMessage> kinds = kinds();
        PosConnection[] connections = {connection("iso87b"), connection("cup")};
        long taken = 0;
        for (long i = 0; i < frames; i++) {
            boolean cup = (i & 1) != 0;
            TillMessage message = kinds.get(dice.nextInt(kinds.size()));
            for (int bends = dice.nextInt(4); bends > 0 && !message.fields.isEmpty(); bends--) {
                message = bend(message, dice);
            }
            byte[] bytes = (cup ? TillFormat.CUP : TillFormat.ISO87B).pack(message);
            if (dice.nextInt(4) == 0) {
                bytes[dice.nextInt(bytes.length)] ^= (byte) (1 << dice.nextInt(8));
            }
            taken += handle(connections[cup ? 1 : 0], bytes, message, i) ? 1 : 0;
        }
        assertTrue(taken > frames / 10, "a good part is understood: " + taken);
    }

    /** True when the message became a command. */
    private boolean handle(PosConnection connection, byte[] bytes, TillMessage message, long number) {
        pending.begin(connection, 0);
        PosListener listener = connection.peer().listener();
        IsoOutcome outcome = IsoDecoder.decode(listener.table(), bytes, 0, bytes.length, pending.message());
        if (outcome == IsoOutcome.UNREADABLE
                || !MessageRules.isRequest(pending.message().mti())) {
            return false;
        }
        ResultCode code = outcome == IsoOutcome.WHOLE ? decoder.decode(pending, command) : ResultCode.MALFORMED;
        boolean taken = code == ResultCode.OK && !PosRequestDecoder.isAnsweredHere(pending.type());
        if (taken) {
            reply.begin(command, 1, 1_700_000_000_000L);
            PosReplies.answer(command, reply);
            encoder.encodeReply(pending, reply);
        } else {
            encoder.encodeOwn(pending, code, 1_700_000_000_000L);
        }
        byte[] frame = Arrays.copyOf(encoder.bytes(), encoder.length());
        assertEquals(
                IsoOutcome.WHOLE,
                IsoDecoder.decode(listener.table(), frame, 2, frame.length, answer),
                () -> "answer to frame " + number + ": " + message);
        assertEquals(2, answer.count(39));
        return taken;
    }
}
