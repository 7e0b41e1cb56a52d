package org.medsettle.engine;

import java.util.List;
import java.util.stream.Stream;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.snapshot.Frame;
import org.medsettle.state.LedgerStores;
import org.medsettle.state.SettlementStateMachine;

/**
 * Lets the compiler see how a snapshot is copied between commands, before the first one is taken: a throw-away ledger is copied
 * again and again while it settles, by the steps the state machine takes. What is copied goes nowhere.
 *
 * <p>What it brings: the first step of a process's first snapshot came between two settlements for 15 ms, and several behind it for 4;
 * 25 ms in all.
 *
 * <p>Threads: one. Failure: {@link IllegalStateException} when a command is not answered as it must be.
 */
@ThreadConfined(Threads.CALLER)
final class SnapshotWarmup {
    private static final int FRAMES = 4;
    private static final int COPIES = 200;
    private static final int SETTLEMENTS_A_COPY = 20;

    private final SyntheticCommands commands;
    private final SettlementStateMachine machine;
    private final List<Frame> frames =
            Stream.generate(Frame::ofRuns).limit(FRAMES).toList();
    private final Frame last = Frame.ofFinal();
    private final Reply reply = new Reply();
    private final long timeMs;
    private long settled;

    private SnapshotWarmup(LedgerStores stores, long timeMs) {
        this.machine = new SettlementStateMachine(stores);
        this.commands = new SyntheticCommands(timeMs);
        this.timeMs = timeMs;
    }

    /** Copies until the deadline, or often enough, and closes the stores, which must be empty. */
    static void run(LedgerStores stores, long timeMs, long openingFen, long deadlineNs) {
        try (stores) {
            SnapshotWarmup warmup = new SnapshotWarmup(stores, timeMs);
            warmup.populate(openingFen);
            for (int copy = 0; copy < COPIES && System.nanoTime() - deadlineNs < 0; copy++) {
                warmup.copy();
            }
        }
    }

    private void populate(long openingFen) {
        apply(commands.institution());
        for (int i = 0; i < Warmup.PERSONS; i++) {
            apply(commands.person(i, openingFen));
            apply(commands.card(i));
        }
    }

    private void copy() {
        SnapshotExchange exchange = new SnapshotExchange(frames, last);
        long enough = settled + SETTLEMENTS_A_COPY;
        while (exchange.end() == null) {
            if (exchange.isShort()) {
                last.makeRoom();
                exchange.askToFinish();
            }
            if (settled < enough) {
                settled++;
                apply(commands.settle(settled, (int) (settled % Warmup.PERSONS), 1_000));
            }
            exchange.step(machine);
            for (Frame full = exchange.takeFull(); full != null; full = exchange.takeFull()) {
                exchange.giveBack(full);
            }
        }
    }

    private void apply(Command command) {
        machine.apply(command, machine.sequence() + 1, timeMs, reply);
        if (reply.code() != ResultCode.OK) {
            throw new IllegalStateException("the warm-up was refused with " + reply.code());
        }
    }
}
