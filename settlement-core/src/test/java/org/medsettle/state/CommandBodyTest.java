package org.medsettle.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.model.CommandGenerator;
import org.medsettle.model.NaiveLedger;
import org.medsettle.model.Step;
import org.medsettle.store.heap.HeapStores;

/**
 * The rules change no byte of a command: the journal stage reads it at the same time, and what it writes must be what was
 * sent, not what the rules have made of it.
 */
class CommandBodyTest {
    private static final int SEEDS = 40;
    private static final int COMMANDS = 450;

    @Test
    void shouldLeaveEveryBodyAsItCame() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            NaiveLedger model = new NaiveLedger();
            CommandGenerator generator = new CommandGenerator(seed, model);
            SettlementStateMachine machine = new SettlementStateMachine(HeapStores.create());
            Reply reply = new Reply();
            for (int i = 0; i < COMMANDS; i++) {
                Step step = generator.next();
                ByteBuffer before = copyOf(step.command());

                reply.clear();
                machine.apply(step.command(), step.sequence(), step.timeMs(), reply);
                model.apply(step.command(), step.sequence(), step.timeMs());

                assertEquals(before, copyOf(step.command()), "seed " + seed + ", " + step.words());
            }
        }
    }

    private static ByteBuffer copyOf(Command command) {
        return ByteBuffer.allocate(command.length()).put(0, command.body(), 0, command.length());
    }
}
