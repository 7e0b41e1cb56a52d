package org.medsettle.engine;

import com.lmax.disruptor.EventFactory;
import java.nio.ByteBuffer;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * One place on the ring: a command and its reply, both in one direct block made when the ring is.
 *
 * <p>Invariant: a vacant slot brings no command, since its publisher gave up behind the claim or wants a snapshot step;
 * every other stage steps over it.
 */
@ThreadConfined(Threads.CALLER)
final class Slot {
    final Command command;
    final Reply reply;
    private boolean vacant;
    private boolean step;

    private Slot(ByteBuffer block) {
        command = new Command(block.slice(0, Command.INLINE_BYTES));
        reply = new Reply(block.slice(Command.INLINE_BYTES, Reply.INLINE_BYTES));
    }

    /** Makes slots out of blocks of 256, so that the ring is a few allocations and not tens of thousands. */
    static EventFactory<Slot> factory() {
        return new EventFactory<>() {
            private static final int SLOT_BYTES = Command.INLINE_BYTES + Reply.INLINE_BYTES;
            private static final int BLOCK_SLOTS = 256;
            private ByteBuffer block = ByteBuffer.allocateDirect(0);
            private int at;

            @Override
            public Slot newInstance() {
                if (at == block.capacity()) {
                    block = ByteBuffer.allocateDirect(SLOT_BYTES * BLOCK_SLOTS);
                    at = 0;
                }
                at += SLOT_BYTES;
                return new Slot(block.slice(at - SLOT_BYTES, SLOT_BYTES));
            }
        };
    }

    /** True when no command came into the claimed slot. */
    boolean isVacant() {
        return vacant;
    }

    void vacant(boolean vacant) {
        this.vacant = vacant;
    }

    /** True in a vacant slot that asks the state machine for a step of the snapshot that is being taken. */
    boolean isStep() {
        return step;
    }

    void step(boolean step) {
        this.step = step;
    }

    /** Lets buffers go that a large command or reply has outgrown. */
    void clear() {
        command.clear();
        reply.clear();
        step = false;
    }
}
