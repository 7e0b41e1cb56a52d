package org.medsettle.sim;

import java.util.function.Consumer;
import org.medsettle.command.Command;
import org.medsettle.common.FatalErrorHandler.Reason;
import org.medsettle.journal.JournalFailedException;
import org.medsettle.model.Dice;
import org.medsettle.model.Order;
import org.medsettle.model.OrderWriter;

/**
 * One node under one seed, from an empty disk through many deaths to a last clean stop: clients send, stages work in any
 * order, the disk and the clock misbehave, and after every death the node must come back with what it has promised.
 *
 * <p>Threads: one. Failure: an {@link AssertionError} that names the seed.
 */
final class Simulator {
    private static final int MOST_LIVES = 400;

    private final World world;
    private final Dice dice;
    private final Downtime downtime;
    private final Restart restart;
    private int sent;

    private Simulator(World world) {
        this.world = world;
        dice = world.dice;
        downtime = new Downtime(world);
        restart = new Restart(world, downtime);
    }

    /** Runs a seed and answers what has happened in it. */
    static Coverage run(long seed, PlantedBug bug) {
        World world = new World(seed, bug);
        run(world, "seed " + seed + " (again with -Dseed=" + seed + ")", new Simulator(world)::run);
        return world.coverage;
    }

    /**
     * Runs one life on a disk that does no wrong, another in which one operation does, and the end; answers whether there was
     * such an operation.
     */
    static boolean runWithOneFault(long seed, long diskSeed, Consumer<DiskFaults> fault, Coverage all) {
        World world = new World(seed, diskSeed);
        run(world, "disk seed " + diskSeed, new Simulator(world).new OneFault(fault));
        all.add(world.coverage);
        return world.coverage.of(OneFault.FIRED) > 0;
    }

    private static void run(World world, String name, Runnable run) {
        try {
            run.run();
        } catch (Throwable broken) {
            throw new AssertionError(
                    name + ": " + broken.getMessage() + "\nlast start: " + world.lastStart + "\n"
                            + world.coverage.words(),
                    broken);
        }
    }

    /** A run with one fault at most. */
    private final class OneFault implements Runnable {
        static final String FIRED = "fired";
        private static final int STEPS = 400;
        private static final int SNAPSHOT_RATE = 60;

        private final Consumer<DiskFaults> fault;

        OneFault(Consumer<DiskFaults> fault) {
            this.fault = fault;
        }

        @Override
        public void run() {
            live(new LifePlan(STEPS / 2, true, 0, 0, SNAPSHOT_RATE));
            fault.accept(world.disk.faults);
            live(new LifePlan(STEPS, true, 0, 0, SNAPSHOT_RATE));
            world.coverage.event(FIRED, world.disk.faults.hasFired ? 1 : 0);
            finish();
        }
    }

    private void run() {
        world.coverage.event("seeds");
        for (int life = 0; life < MOST_LIVES && sent < world.plan.commands(); life++) {
            long segmentBytes = world.plan.journal().segmentBytes();
            live(LifePlan.draw(dice, world.disk.faults, world.disk.usedBytes(), segmentBytes));
        }
        finish();
    }

    private void live(LifePlan life) {
        SimulatedNode node = restart.run(false);
        world.coverage.event("lives");
        try {
            for (int step = 0; step < life.steps() && sent < world.plan.commands(); step++) {
                step(node, life);
            }
            end(node, life);
        } catch (Crash crash) {
            world.coverage.event("crashes");
            downtime.afterCrash();
        } catch (SimulatedNode.Fenced fenced) {
            fenced(node, fenced);
        } finally {
            node.discard();
            world.clients.hangUp();
        }
    }

    private void end(SimulatedNode node, LifePlan life) {
        if (life.stopsCleanly()) {
            try {
                node.stop();
                world.coverage.event("clean stops");
            } catch (JournalFailedException failed) {
                World.check(world.disk.failures() > 0, () -> "could not be stopped though nothing failed: " + failed);
                world.coverage.event("failed stops");
            }
            downtime.afterExit();
        } else {
            world.coverage.event("crashes");
            downtime.afterCrash();
        }
    }

    private void fenced(SimulatedNode node, SimulatedNode.Fenced fenced) {
        World.check(fenced.reason == Reason.JOURNAL_FAILED, () -> "fenced by a bug: " + fenced.getCause());
        World.check(world.disk.failures() > 0, () -> "fenced though nothing failed: " + fenced.getCause());
        world.coverage.event("fences");
        // Until the process is gone the other stages go on, and nothing comes of it.
        if (dice.percent(50)) {
            node.stepState(world.plan.mostTogether());
            node.stepGate(world.plan.mostTogether());
        }
        World.check(!offer(node), () -> "a fenced node took a command");
        downtime.afterExit();
    }

    private void step(SimulatedNode node, LifePlan life) {
        int way = dice.below(1_000);
        int most = world.plan.mostTogether();
        if (way < 450) {
            for (int i = dice.below(most); i >= 0; i--) {
                offer(node);
            }
        } else if (way < (world.plan.commitsOften() ? 640 : 520)) {
            node.stepJournal(1 + dice.below(most));
        } else if (way < 800) {
            node.stepState(1 + dice.below(most));
        } else if (way < 970) {
            node.stepGate(1 + dice.below(most));
        } else if (!node.prepare()) {
            world.coverage.fault(FaultKind.FAILED_PREPARATION);
        }
        stepSnapshot(node, life);
        if (dice.below(1_000) < life.rotRate()) {
            world.disk.wear().rot(false);
        }
        if (dice.below(1_000) < life.clockRate()) {
            world.clock.jump();
        }
    }

    private void stepSnapshot(SimulatedNode node, LifePlan life) {
        boolean isRunning = node.engine().isTakingSnapshot();
        boolean isDue = isRunning ? dice.percent(30) : dice.below(1_000) < life.snapshotRate();
        if (world.plan.realStores() && isDue) {
            node.stepSnapshot();
        }
    }

    private boolean offer(SimulatedNode node) {
        int window = world.clients.idleWindow();
        if (window < 0) {
            return false;
        }
        Order order = world.clients.next();
        Command command = OrderWriter.command(order);
        boolean taken = node.offer(window, order, command);
        if (taken) {
            sent++;
            world.coverage.event("commands");
            world.clients.sent(window, order);
        } else {
            world.clients.refused(order);
        }
        return taken;
    }

    /** The disk is sound again: every window gets an answer, and after a clean stop everything is there to the last sum. */
    private void finish() {
        world.disk.faults.calm();
        world.disk.heal();
        SimulatedNode node = restart.run(false);
        while (world.clients.hasUnanswered()) {
            offer(node);
            node.stepJournal(world.plan.mostTogether());
            node.stepState(world.plan.mostTogether());
            node.stepGate(world.plan.mostTogether());
        }
        node.stop();
        node.discard();
        world.clients.hangUp();
        world.disk.endLife();
        world.disk.wear().losePower();
        world.disk.heal();
        restart.run(true).discard();
    }
}
