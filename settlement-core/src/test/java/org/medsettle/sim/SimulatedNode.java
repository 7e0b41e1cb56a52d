package org.medsettle.sim;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.common.FatalErrorHandler;
import org.medsettle.common.FatalErrorHandler.Reason;
import org.medsettle.engine.EngineParts;
import org.medsettle.engine.RecoveryRefusedException;
import org.medsettle.engine.ReplyPort;
import org.medsettle.engine.SnapshotConfig;
import org.medsettle.engine.SnapshotParts;
import org.medsettle.engine.SteppedEngine;
import org.medsettle.files.DiskFiles;
import org.medsettle.journal.JournalId;
import org.medsettle.journal.RecoveryOutcome;
import org.medsettle.journal.RecoveryOutcome.Corrupt;
import org.medsettle.journal.SteppedJournal;
import org.medsettle.model.Answer;
import org.medsettle.model.AnswerReader;
import org.medsettle.model.Order;
import org.medsettle.snapshot.SnapshotDamageException;
import org.medsettle.state.LedgerStores;

/**
 * One life of the node: from opening the journal until the process is gone.
 *
 * <p>Threads: one. Failure: {@link Crash} when the disk says that the process died; {@link Fenced} when the node itself
 * gave up; {@link AssertionError} when a reply left that must not.
 */
final class SimulatedNode implements SteppedEngine.Watch, ReplyPort {
    private static final JournalId ID = new JournalId(0x1357_9BDF_0246_8ACEL, 0x0F1E_2D3C_4B5A_6978L);

    private final World world;
    private final SteppedJournal journal;
    private final SteppedEngine engine;
    private long replayedFrom;
    private long replayedTo;
    private @Nullable RecoveryOutcome outcome;

    /** Recovers; what recovery throws is for the caller to judge. */
    SimulatedNode(World world) {
        this.world = world;
        DiskFiles files = world.bug.plantedInto(world.disk.directory("journal"));
        journal = new SteppedJournal(files, world.plan.journal(), ID, world.clock);
        FatalErrorHandler fatal =
                (reason, what, cause) -> cause instanceof Crash crash ? crash : new Fenced(reason, what, cause);
        SnapshotParts snapshots = world.plan.realStores()
                ? new SnapshotParts(
                        world.bug.plantedInto(world.disk.directory("snapshot")), SnapshotConfig.ON_REQUEST, () -> 0)
                : null;
        EngineParts parts =
                new EngineParts(world.plan::stores, journal.log(), snapshots, world.clock, this, fatal, sequence -> {});
        try {
            engine = new SteppedEngine(world.plan.engine(), parts, this);
        } catch (RecoveryRefusedException refused) {
            if (outcome instanceof Corrupt report) {
                throw new Refused(report, replayedFrom);
            }
            World.check(world.disk.failures() > 0, () -> "the node did not start: " + refused);
            throw refused;
        }
        world.history.applied(engine.machine().sequence(), engine.machine().digest());
    }

    SteppedEngine engine() {
        return engine;
    }

    LedgerStores stores() {
        return engine.machine().stores();
    }

    /** Sends a command; answers whether the ring took it. */
    boolean offer(int window, Order order, Command command) {
        command.from(window, engine.published() + 1);
        return switch (engine.offer(command)) {
            case OK -> {
                world.history.offered(engine.published(), order, command, window, world.clock.epochMs());
                world.coverage.command(command.type());
                yield true;
            }
            default -> false;
        };
    }

    int stepJournal(int atMost) {
        return engine.stepJournal(atMost);
    }

    /** The state machine may put a mark of its own on the ring. */
    int stepState(int atMost) {
        long before = engine.published();
        int taken = engine.stepState(atMost);
        for (long slot = before + 1; slot <= engine.published(); slot++) {
            Command mark = new Command();
            mark.copyFrom(engine.published(slot));
            world.history.offered(slot, null, mark, -1, world.clock.epochMs());
            world.coverage.command(mark.type());
        }
        return taken;
    }

    int stepGate(int atMost) {
        int taken = world.bug == PlantedBug.REPLY_BEFORE_FORCE
                ? engine.stepGateCarelessly(atMost)
                : engine.stepGate(atMost);
        world.history.passedTo(engine.released());
        return taken;
    }

    boolean prepare() {
        return journal.prepare();
    }

    /** Begins a snapshot, or moves the one on its way on; what fails costs the snapshot and nothing else. */
    void stepSnapshot() {
        try {
            if (!engine.isTakingSnapshot()) {
                SnapshotFrames frames = SnapshotFrames.own();
                engine.beginSnapshot(frames.runs(), frames.last());
            } else if (engine.stepSnapshot() != null) {
                world.coverage.event("snapshots");
                world.knownBad.clear();
                world.knownBad.addAll(engine.badSnapshots());
                engine.letGo();
                engine.endSnapshot();
            }
        } catch (IOException | SnapshotDamageException failed) {
            World.check(world.disk.failures() > 0, () -> "a snapshot failed though nothing else did: " + failed);
            world.coverage.event("failed snapshots");
            giveUpSnapshot();
        }
    }

    private void giveUpSnapshot() {
        if (engine.isTakingSnapshot()) {
            try {
                engine.endSnapshot();
            } catch (IOException failed) {
                World.check(world.disk.failures() > 0, () -> "a half snapshot stays though nothing failed: " + failed);
            }
        }
    }

    /** Everything under way is answered, then the log is closed as a clean stop closes it. */
    void stop() {
        while (world.history.isUnderWay()) {
            stepJournal(Integer.MAX_VALUE);
            stepState(Integer.MAX_VALUE);
            stepGate(Integer.MAX_VALUE);
        }
        giveUpSnapshot();
        journal.log().close();
    }

    /** Lets the stores go. */
    void discard() {
        stores().close();
    }

    /** The last sequence that recovery has brought back. */
    long replayedTo() {
        return replayedTo;
    }

    @Override
    public void onReplayed(long sequence, long timeMs, int type, ByteBuffer body, int length) {
        World.check(sequence == replayedTo + 1, () -> "sequence " + sequence + " came back after " + replayedTo);
        replayedTo = sequence;
        world.history.replayed(sequence, timeMs, type, body, length);
    }

    @Override
    public void onReplay(long fromSequence) {
        replayedFrom = fromSequence;
        replayedTo = fromSequence - 1;
    }

    @Override
    public void onRecovered(RecoveryOutcome found) {
        outcome = found;
    }

    @Override
    public void onApplied(long sequence, long digest) {
        world.history.applied(sequence, digest);
    }

    @Override
    public void onReply(Reply reply) {
        History.Passed passed = world.history.passedTo(reply.correlation());
        World.check(
                passed != null && passed.passage().slot() == reply.correlation(), () -> "a reply twice, or to nobody");
        Passage passage = passed.passage();
        World.check(passage.window() == reply.lane(), () -> "a reply to another window");
        World.check(reply.sequence() == passage.sequence(), () -> "a reply with another sequence");
        Answer got = AnswerReader.answer(reply);
        world.checkAnswer(passage.order(), passed.answer(), got);
        world.coverage.answer(got.code());
        world.clients.answered(passage.window(), got);
    }

    @Override
    public void onEndOfBatch() {
        // The simulated doors read every reply at once.
    }

    /** The journal is damaged. */
    static final class Refused extends Error {
        private static final long serialVersionUID = 1L;

        final transient Corrupt report;
        final long fromSequence;

        Refused(Corrupt report, long fromSequence) {
            super(report.describe(), null, false, false);
            this.report = report;
            this.fromSequence = fromSequence;
        }
    }

    /** The node has given up by itself. */
    static final class Fenced extends Error {
        private static final long serialVersionUID = 1L;

        final Reason reason;

        Fenced(Reason reason, String what, Throwable cause) {
            super(what, cause, false, false);
            this.reason = reason;
        }
    }
}
