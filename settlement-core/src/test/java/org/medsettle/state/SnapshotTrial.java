package org.medsettle.state;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Reply;
import org.medsettle.files.DiskFiles;
import org.medsettle.model.Step;
import org.medsettle.snapshot.Frame;
import org.medsettle.snapshot.ImageCopier;
import org.medsettle.snapshot.ImageCopier.EndPoint;
import org.medsettle.snapshot.SnapshotInfo;
import org.medsettle.snapshot.SnapshotWriter;

/**
 * Applies commands to a ledger and takes a snapshot meanwhile, slices and commands mixed by a seed, with few frames, so that
 * the copy has to wait for the writer now and then.
 */
final class SnapshotTrial implements ImageCopier.Frames {
    private final SettlementStateMachine machine;
    private final SplittableRandom random;
    private final ArrayDeque<Frame> empty = new ArrayDeque<>();
    private final ArrayDeque<Frame> full = new ArrayDeque<>();
    private final Reply reply = new Reply();
    /** Too small for any ledger, so that it has to grow. */
    private final Frame last = Frame.ofFinal(1 << 10);

    SnapshotTrial(SettlementStateMachine machine, long seed) {
        this.machine = machine;
        this.random = new SplittableRandom(seed);
        for (int i = 0; i < 5; i++) {
            empty.add(Frame.ofRuns());
        }
    }

    /** Applies {@code steps} from {@code from} on until a snapshot begun there is whole, and answers it. */
    SnapshotInfo take(DiskFiles files, List<Step> steps, int from, int atLeast) throws IOException {
        ImageCopier copier = new ImageCopier(machine);
        try (SnapshotWriter writer = SnapshotWriter.begin(files, 7)) {
            int at = from;
            EndPoint end = null;
            while (end == null) {
                int commands = random.nextInt(12);
                for (int i = 0; i < commands && at < steps.size(); i++) {
                    apply(steps.get(at++));
                }
                if ((at - from >= atLeast || at == steps.size()) && copier.isShort()) {
                    last.makeRoom();
                    end = copier.finish(this, last);
                } else {
                    copier.slice(this);
                }
                if (random.nextInt(3) != 0) {
                    write(writer);
                }
            }
            write(writer);
            writer.append(last);
            return writer.finish(end, "12:ab");
        }
    }

    private void write(SnapshotWriter writer) throws IOException {
        for (Frame frame = full.poll(); frame != null; frame = full.poll()) {
            writer.append(frame);
            empty.add(frame);
        }
    }

    void apply(Step step) {
        reply.clear();
        machine.apply(step.command(), step.sequence(), step.timeMs(), reply);
    }

    @Override
    public @Nullable Frame takeEmpty() {
        return empty.poll();
    }

    @Override
    public void filled(Frame frame) {
        full.add(frame);
    }
}
