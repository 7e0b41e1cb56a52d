package org.medsettle.sim;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.DigestReply.Figure;
import org.medsettle.model.Answer;
import org.medsettle.model.CommandGenerator;
import org.medsettle.model.Dice;
import org.medsettle.model.NaiveLedger;
import org.medsettle.model.Order;

/**
 * Everything of one seed that outlives the node's process: the disk, the clock, the clients and what they have been told.
 *
 * <p>Threads: one.
 */
final class World {
    private static final long OTHER_STREAM = 0x5DEE_CE66DL;

    final PlantedBug bug;
    final Dice dice;
    final Coverage coverage = new Coverage();
    final SeedPlan plan;
    final SimulatedDisk disk;
    final SimulatedClock clock;
    final NaiveLedger model = new NaiveLedger();
    final CommandGenerator generator;
    final SimulatedClients clients;
    final History history = new History(model);
    /** What the last start came from, for whoever looks into a failure. */
    String lastStart = "";

    World(long seed, PlantedBug bug) {
        this.bug = bug;
        dice = new Dice(seed);
        plan = SeedPlan.draw(seed, dice);
        disk = new SimulatedDisk(new Dice(seed ^ OTHER_STREAM), coverage);
        clock = new SimulatedClock(dice, coverage);
        generator = new CommandGenerator(seed, model);
        clients = new SimulatedClients(dice, generator, clock, plan.windows());
    }

    /** A short world that is the same for every {@code diskSeed} as long as nothing goes wrong on the disk. */
    World(long seed, long diskSeed) {
        bug = PlantedBug.NONE;
        dice = new Dice(seed);
        plan = SeedPlan.small();
        disk = new SimulatedDisk(new Dice(diskSeed), coverage);
        clock = new SimulatedClock(dice, coverage);
        generator = new CommandGenerator(seed, model);
        clients = new SimulatedClients(dice, generator, clock, plan.windows());
    }

    /** Fails with {@code fact} when {@code holds} is false. */
    static void check(boolean holds, Supplier<String> fact) {
        if (!holds) {
            throw new AssertionError(fact.get());
        }
    }

    /** An answer is the model's, and where it shows the figures of the ledger, the books balance. */
    void checkAnswer(@Nullable Order order, @Nullable Answer expected, Answer got) {
        if (!got.equals(expected)) {
            throw new AssertionError("to " + order + "\nexpected " + expected + "\ngot      " + got);
        }
        if (got.body() instanceof Answer.Figures figures) {
            checkBooks(figures);
        }
    }

    private static void checkBooks(Answer.Figures figures) {
        long moved = figures.get(Figure.ACCOUNT_DEBITS_FEN) - figures.get(Figure.ACCOUNT_RETURNS_FEN);
        long owed = figures.get(Figure.OPENING_FEN) + figures.get(Figure.CREDITS_FEN) - moved;
        long payable = moved + figures.get(Figure.FUND_PAID_FEN) - figures.get(Figure.FUND_RETURNED_FEN);
        check(
                figures.get(Figure.BALANCE_FEN) + figures.get(Figure.HELD_FEN) == owed
                        && figures.get(Figure.INSTITUTION_PAYABLE_FEN) == payable,
                () -> "the books do not balance: " + figures);
    }
}
