package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.Reply;
import org.medsettle.store.heap.HeapStores;

/**
 * 1,200 commands of all kinds that an earlier build has taken, before loss reports, replacements and set PINs were kept:
 * today's rules answer each as that build did, and come to its state digest behind every one. A journal of that build can
 * therefore be replayed.
 *
 * <p>The file holds, for each command, type (u8), time (i64), length (i32), body, result number (u16) and digest (i64), all
 * big-endian. It is never written again.
 */
class EarlierCommandsTest {
    private static final int COMMANDS = 1_200;

    @Test
    void shouldDecideAsTheBuildThatTookThem() throws IOException {
        SettlementStateMachine machine = new SettlementStateMachine(HeapStores.create());
        Command command = new Command();
        Reply reply = new Reply();
        try (DataInputStream in = open()) {
            for (int sequence = 1; sequence <= COMMANDS; sequence++) {
                CommandType type = Objects.requireNonNull(CommandType.of(in.readUnsignedByte()));
                long timeMs = in.readLong();
                byte[] body = new byte[in.readInt()];
                in.readFully(body);
                command.reserve(body.length).put(0, body);
                command.set(type, body.length);
                reply.clear();

                machine.apply(command, sequence, timeMs, reply);

                String what = "command " + sequence + ", " + type;
                assertEquals(in.readUnsignedShort(), reply.code().number(), what);
                assertEquals(in.readLong(), machine.digest(), what);
            }
            assertEquals(-1, in.read(), "the whole file");
        }
        assertEquals(machine.digest(), machine.recountedDigest());
    }

    private static DataInputStream open() throws IOException {
        return new DataInputStream(new GZIPInputStream(Objects.requireNonNull(
                EarlierCommandsTest.class.getResourceAsStream("/journal/earlier-commands.bin.gz"))));
    }
}
