package org.medsettle.engine;

import java.util.List;
import java.util.stream.Stream;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.command.ListBody;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.list.ListLevel;
import org.medsettle.snapshot.Frame;
import org.medsettle.state.LedgerStores;
import org.medsettle.state.SettlementStateMachine;

/**
 * Lets the compiler see what comes seldom and stands in the way of all settlements while it is done: a step of a snapshot, and the
 * commit of an invalid list's delta. Both are done again and again on a throw-away ledger; what is copied goes nowhere.
 *
 * <p>What it brings: the first step of a process's first snapshot took 15 ms and several behind it 4, 25 ms between two settlements; a
 * delta of 10,000 entries, the first of its process, up to 70, and with 20 deltas here instead of 200 still up to 67.
 *
 * <p>Threads: one. Failure: {@link IllegalStateException} when a command is not answered as it must be.
 */
@ThreadConfined(Threads.CALLER)
final class SeldomWarmup {
    private static final int FRAMES = 4;
    private static final int COPIES = 200;
    private static final int SETTLEMENTS_A_COPY = 20;
    /** So many that the compiler has seen enough of them although it has much else to do by then. */
    private static final int DELTAS = 200;

    private static final int CHUNKS_A_DELTA = 2;
    /** So many that the list has what large lists have in stores of small pieces: a filter before it. */
    private static final int CHUNKS_OF_THE_LIST = 34;

    private static final int LEVEL = ListLevel.NATION.code();
    private static final long FROM_SECONDS = 1_790_000_000L;

    private final SyntheticCommands commands;
    private final SettlementStateMachine machine;
    private final List<Frame> frames =
            Stream.generate(Frame::ofRuns).limit(FRAMES).toList();
    private final Frame last = Frame.ofFinal();
    private final Command feed = new Command();
    private final ListBody entries = new ListBody();
    private final Reply reply = new Reply();
    private final long timeMs;
    private long settled;
    private long listed;

    private SeldomWarmup(LedgerStores stores, long timeMs) {
        this.machine = new SettlementStateMachine(stores);
        this.commands = new SyntheticCommands(timeMs);
        this.timeMs = timeMs;
    }

    /** Works until the time is over, half of it for each kind, or often enough, and closes the stores, which must be empty. */
    static void run(LedgerStores stores, long timeMs, long openingFen, long budgetNs) {
        long halfNs = System.nanoTime() + budgetNs / 2;
        long deadlineNs = System.nanoTime() + budgetNs;
        try (stores) {
            SeldomWarmup warmup = new SeldomWarmup(stores, timeMs);
            warmup.populate(openingFen);
            for (int version = 1; version <= DELTAS && System.nanoTime() - halfNs < 0; version++) {
                warmup.feed(version);
            }
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

    /** A list of its own first, then a delta upon the one before. */
    private void feed(int version) {
        int chunks = version == 1 ? CHUNKS_OF_THE_LIST : CHUNKS_A_DELTA;
        int count = chunks * ListBody.MAX_ENTRIES;
        entries.wrap(feed.reserve(ListBody.HEAD_BYTES + ListBody.MAX_ENTRIES * ListBody.ENTRY_BYTES), 0);
        send(CommandType.FEED_BEGIN, version, count);
        for (int chunk = 0; chunk < chunks; chunk++) {
            entries.head(LEVEL, version, version - 1, count);
            for (int i = 0; i < ListBody.MAX_ENTRIES; i++) {
                entries.add(++listed, 1, FROM_SECONDS, 0);
            }
            apply(feed.set(CommandType.FEED_CHUNK, entries.length()));
        }
        send(CommandType.FEED_COMMIT, version, count);
    }

    private void send(CommandType type, int version, int count) {
        entries.head(LEVEL, version, version - 1, count);
        apply(feed.set(type, ListBody.HEAD_BYTES));
    }

    private void copy() {
        SnapshotExchange exchange = new SnapshotExchange(frames, last);
        long enough = settled + SETTLEMENTS_A_COPY;
        while (exchange.end() == null) {
            if (exchange.isShort()) {
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
