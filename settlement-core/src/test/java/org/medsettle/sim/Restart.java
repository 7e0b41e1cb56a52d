package org.medsettle.sim;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.engine.RecoveryRefusedException;
import org.medsettle.engine.SteppedEngine;
import org.medsettle.journal.JournalFailedException;
import org.medsettle.journal.RecoveryOutcome;
import org.medsettle.model.Answer;
import org.medsettle.model.AnswerReader;
import org.medsettle.model.Order;
import org.medsettle.model.OrderWriter;
import org.medsettle.state.StoreFacts;

/**
 * Starts the node until it runs, and judges every attempt: what only a crash has done must be recovered from, damage must
 * be refused or do no harm, and what comes back is what was acknowledged and a beginning of the rest.
 *
 * <p>Threads: one. Failure: {@link AssertionError}.
 */
final class Restart {
    /** After so many attempts the disk is left alone, and the node has to start. */
    private static final int FAULTY_ATTEMPTS = 3;

    private static final int MOST_ATTEMPTS = 12;

    private static final String HALF_SNAPSHOT = "snapshot/snapshot.writing";

    private final World world;
    private final Downtime downtime;
    private final FaultAtlas atlas;

    Restart(World world, Downtime downtime) {
        this.world = world;
        this.downtime = downtime;
        atlas = new FaultAtlas(world.disk, world.knownBad);
    }

    /** A node that runs; with {@code everything}, every key is asked for and every sum is made anew. */
    SimulatedNode run(boolean everything) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            if (attempt >= FAULTY_ATTEMPTS) {
                world.disk.faults.calm();
            }
            SimulatedNode node = attempt();
            if (node != null) {
                verify(node, everything);
                return node;
            }
        }
        throw new AssertionError("the node does not start on a sound disk");
    }

    private @Nullable SimulatedNode attempt() {
        List<DamagedPlace> damage = atlas.protect();
        if (world.bug == PlantedBug.CUT_ONE_BATCH_MORE) {
            atlas.cutLastBatch();
        }
        boolean untidy = hasHalfSnapshot();
        world.disk.startLife();
        try {
            SimulatedNode node = new SimulatedNode(world);
            if (untidy) {
                World.check(
                        !hasHalfSnapshot() || world.disk.failures() > 0,
                        () -> "what was written of a snapshot that never ended is still there");
                world.coverage.event("half snapshots deleted", hasHalfSnapshot() ? 0 : 1);
            }
            world.lastStart = node.engine().recovery() + " of " + damage;
            return node;
        } catch (Crash crash) {
            world.coverage.event("crashes in recovery");
            downtime.afterCrash();
        } catch (SimulatedNode.Refused refused) {
            judge(refused, damage);
        } catch (JournalFailedException | RecoveryRefusedException failed) {
            World.check(world.disk.failures() > 0, () -> "the node did not start though nothing failed: " + failed);
            world.coverage.event("failed starts");
            downtime.afterExit();
        }
        return null;
    }

    private boolean hasHalfSnapshot() {
        return world.disk.names.visible().containsKey(HALF_SNAPSHOT);
    }

    private void judge(SimulatedNode.Refused refused, List<DamagedPlace> damage) {
        boolean misread = world.disk.failures() > 0;
        if (misread) {
            world.coverage.event("refusals of misread bytes");
        } else {
            world.coverage.event("refusals");
            atlas.checkReport(refused.report, refused.fromSequence, damage);
        }
        world.disk.heal();
        world.disk.faults.readFlipRate = 0;
        world.disk.endLife();
    }

    private void verify(SimulatedNode node, boolean everything) {
        long unanswered = world.history.restarted(node.replayedTo());
        world.coverage.event("restarts");
        world.coverage.event("commands kept without an answer", unanswered);
        if (node.engine().recovery().snapshot() != null) {
            world.coverage.event("restarts from a snapshot");
        }
        if (node.engine().recovery().journal() instanceof RecoveryOutcome.TornTail) {
            world.coverage.event("torn tails cut");
        }
        World.check(
                world.model.facts().equals(StoreFacts.read(node.stores())),
                () -> "accounts, totals or batches are not as the model has them");
        for (Order.Keyed order : world.clients.toAsk(everything)) {
            ask(node.engine(), world.generator.question(order), order);
        }
        ask(node.engine(), Order.Query.digest(), null);
        if (everything) {
            World.check(
                    node.engine().machine().digest() == node.engine().machine().recountedDigest(),
                    () -> "the digest is not the sum of the records");
        }
    }

    private void ask(SteppedEngine engine, Order question, Order.@Nullable Keyed about) {
        long timeMs = Math.max(world.history.keptTimeMs(), world.clock.epochMs());
        Answer expected = world.model.apply(question, world.history.keptSequence(), timeMs);
        Answer got = AnswerReader.answer(engine.ask(OrderWriter.command(question), timeMs));
        world.checkAnswer(question, expected, got);
        if (about != null) {
            world.coverage.event("keys asked for");
            world.clients.told(about, got);
        }
    }
}
