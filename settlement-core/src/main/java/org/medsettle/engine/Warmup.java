package org.medsettle.engine;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.settlement.Settlement;
import org.medsettle.journal.JournalConfig;
import org.medsettle.journal.JournalId;
import org.medsettle.journal.LocalJournal;
import org.medsettle.journal.SyncListener;
import org.medsettle.state.LedgerStores;

/**
 * Lets the compiler see the way of a settlement before the first client does: runs invented traffic through a throw-away
 * engine with stores of the node's own kind and a journal whose disk keeps nothing. Behind that, on another such ledger, it lets it see
 * what comes seldom, in as much time again at most.
 *
 * <p>What it brings, for the first 1,000 settlements of a process through rules and journal encoding on one thread (JDK
 * 17, two busy cores, median of five starts, 20,000 settlements of warm-up): median 108 to 13 microseconds, 90 % 283 to
 * 35, 99 % 29,900 to 140.
 *
 * <p>Threads: one; every thread it starts has ended when {@link #run} returns. It writes no file and keeps no memory.
 * <p>Failure: {@link IllegalStateException} when a command is not answered as it must be; such a node must not serve.
 */
@ThreadConfined(Threads.CALLER)
public final class Warmup {
    /** Personal accounts that the throw-away stores must have room for. */
    public static final int PERSONS = 200;

    private static final long EPOCH_MS = 1_767_225_600_000L;
    private static final long OPENING_FEN = 9_000_000_000L;
    private static final long WAIT_NS = 20_000;
    private static final long DRAIN_NS = 30_000_000_000L;
    private static final JournalConfig JOURNAL = new JournalConfig(64 << 20, 1 << 20, 10_000_000_000L);

    private final SyntheticCommands commands = new SyntheticCommands(EPOCH_MS);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final CountedReplies replies = new CountedReplies();
    private final Engine engine;
    private long offered;
    private long made;

    private Warmup(EngineConfig config, Supplier<LedgerStores> stores) {
        LocalJournal nowhere =
                LocalJournal.open(new NowhereFiles(), JOURNAL, new JournalId(0, 0), () -> EPOCH_MS, SyncListener.NONE);
        engine = Engine.open(config, stores.get(), nowhere, () -> EPOCH_MS, replies, (reason, what, cause) -> {
            failure.compareAndSet(null, cause);
            return new AssertionError(what, cause);
        });
    }

    /**
     * Warms up and answers what was done. {@code stores} gives small empty bundles of the kind the node runs on; each is
     * closed before this returns.
     */
    public static Done run(WarmupConfig config, EngineConfig engineConfig, Supplier<LedgerStores> stores) {
        if (config.budgetNs() == 0 || config.maxSettlements() == 0) {
            return new Done(0, 0, 0);
        }
        long start = System.nanoTime();
        Warmup warmup = new Warmup(engineConfig, stores);
        // From here: making the stores takes a busy machine longer than the whole budget may be.
        long deadline = System.nanoTime() + config.budgetNs();
        try {
            warmup.populate(deadline);
            warmup.trade(deadline, config.maxSettlements());
            warmup.check(warmup.engine.drain(DRAIN_NS));
        } finally {
            warmup.engine.close();
        }
        SeldomWarmup.run(stores.get(), EPOCH_MS, OPENING_FEN, config.budgetNs());
        return new Done(warmup.offered, warmup.made, System.nanoTime() - start);
    }

    private void populate(long deadline) {
        offer(commands.institution());
        for (int i = 0; i < PERSONS && System.nanoTime() - deadline < 0; i++) {
            offer(commands.person(i, OPENING_FEN));
            offer(commands.card(i));
        }
    }

    /** One round: a quote, two settlements, one of them cancelled and the other reversed every fourth time, and queries. */
    private void trade(long deadline, int maxSettlements) {
        for (int round = 0; made < maxSettlements && System.nanoTime() - deadline < 0; round++) {
            int person = round % PERSONS;
            long key = round * 4L + 1;
            offer(commands.quote(person, 5_800));
            offer(commands.settle(key, person, 5_800));
            long number = ++made;
            offer(commands.settle(key + 1, person, 12_345));
            made++;
            if (round % 4 == 0) {
                offer(commands.reverse(key + 2, person, key + 1));
                offer(commands.cancel(key + 3, person, id(number), id(Settlement.VISIT_NUMBER_BASE + number)));
                made++;
            }
            offer(commands.queryPerson(person));
            offer(commands.outcome(key));
        }
    }

    private static long id(long number) {
        return SyntheticCommands.AREA * Settlement.ID_AREA_FACTOR + number;
    }

    private void offer(Command command) {
        command.from(0, offered);
        offered++;
        ResultCode code = engine.offer(command);
        while (code == ResultCode.BUSY) {
            LockSupport.parkNanos(WAIT_NS);
            code = engine.offer(command);
        }
        if (code != ResultCode.OK) {
            throw new IllegalStateException("the warm-up was refused with " + code, failure.get());
        }
    }

    private void check(boolean drained) {
        if (!drained || replies.refused.get() != 0 || replies.answered.get() != offered) {
            throw new IllegalStateException(
                    "the warm-up offered " + offered + " commands, " + replies.answered + " were answered and "
                            + replies.refused + " refused",
                    failure.get());
        }
    }

    /** Counts what the gate lets through. */
    private static final class CountedReplies implements ReplyPort {
        private final AtomicLong answered = new AtomicLong();
        private final AtomicLong refused = new AtomicLong();

        @Override
        public void onReply(Reply reply) {
            answered.lazySet(answered.get() + 1);
            if (reply.code() != ResultCode.OK) {
                refused.lazySet(refused.get() + 1);
            }
        }

        @Override
        public void onEndOfBatch() {}
    }

    /**
     * What a warm-up has done.
     *
     * @param commands all commands, queries and imports included
     * @param durationNs from begin to end, starting and stopping the throw-away engine included
     */
    public record Done(long commands, long settlements, long durationNs) {
        /** One line for the log. */
        public String describe() {
            return "warmed up with " + settlements + " settlements in " + TimeUnit.NANOSECONDS.toMillis(durationNs)
                    + " ms";
        }
    }
}
