package org.medsettle.engine;

import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.ResultCode;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFiles;
import org.medsettle.journal.CommandLog;
import org.medsettle.journal.LogPosition;
import org.medsettle.snapshot.Frame;
import org.medsettle.snapshot.ImageCopier.EndPoint;
import org.medsettle.snapshot.SnapshotCatalog;
import org.medsettle.snapshot.SnapshotInfo;
import org.medsettle.snapshot.SnapshotWriter;

/**
 * One snapshot on its way: asks the state machine for slices through the ring, writes them, waits until the journal has what
 * is in them, names the file, and lets older snapshots and the journal before them go. It never waits by itself: whoever
 * calls {@link #proceed} decides how long nothing is done.
 *
 * <p>Threads: {@link #exchange} any, everything else one. Failure: {@link IOException} or {@code SnapshotDamageException};
 * the snapshot is then given up.
 */
@ThreadConfined(Threads.SNAPSHOT)
final class SnapshotRun implements AutoCloseable {
    /** The state machine does the steps of a batch in one go, and the batch's commands wait for all of them. */
    private static final int STEPS_AHEAD = 2;

    private final DiskFiles files;
    private final CommandLog log;
    private final IngressPublisher ingress;
    private final SnapshotExchange exchange;
    private final SnapshotWriter writer;
    private long asked;
    private @Nullable EndPoint end;
    private @Nullable SnapshotInfo info;

    /** Begins the file; nothing is asked of the state machine yet. */
    SnapshotRun(DiskFiles files, CommandLog log, IngressPublisher ingress, SnapshotExchange exchange, long nowMs)
            throws IOException {
        this.files = files;
        this.log = log;
        this.ingress = ingress;
        this.exchange = exchange;
        writer = SnapshotWriter.begin(files, nowMs);
    }

    /** Where the state machine puts its slices. */
    SnapshotExchange exchange() {
        return exchange;
    }

    /** Does what can be done now; false when the next call has to wait for somebody else. */
    boolean proceed() throws IOException {
        EndPoint reached = end;
        if (reached == null) {
            return copy();
        }
        log.askPosition();
        LogPosition position = log.position();
        // Before the journal has everything that is in the snapshot, it could show what is lost later.
        if (position == null || position.sequence() < reached.sequence()) {
            step();
            return false;
        }
        info = writer.finish(reached, position.toText());
        return true;
    }

    /** The snapshot, once it has its name. */
    @Nullable
    SnapshotInfo info() {
        return info;
    }

    /** Bytes written so far. */
    long bytes() {
        return writer.bytes();
    }

    /**
     * Lets go of snapshots, and of the journal before them, that are not needed behind {@code keep} good ones. Those of
     * {@code bad} are known not to be good, except the one that has just been written. Nothing depends on this: what cannot
     * be deleted now is deleted behind the next snapshot.
     */
    void letGo(int keep, Set<Long> bad) throws IOException {
        if (info != null) {
            bad.remove(info.sequence());
        }
        long oldest = new SnapshotCatalog(files).retain(keep, bad);
        if (oldest >= 0) {
            log.releaseBefore(oldest); // the batch that ends with it is what the snapshot is recognised by
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private boolean copy() throws IOException {
        EndPoint reached = exchange.end();
        Frame frame = exchange.takeFull();
        if (frame != null) {
            writer.append(frame);
            exchange.giveBack(frame);
        } else if (reached != null) {
            writer.append(exchange.last());
            end = reached;
            return true;
        }
        if (reached == null) {
            askForMore();
        }
        return frame != null;
    }

    private void askForMore() throws IOException {
        boolean idle = exchange.steps() >= asked; // steps of a run that failed may still have come
        if (exchange.isShort() && idle) {
            exchange.askToFinish();
            asked += step();
        } else if (!exchange.isShort() && asked - exchange.steps() < STEPS_AHEAD) {
            asked += step();
        }
    }

    /** Puts a step on the ring; 1 when it is there, 0 when the ring is full for now. */
    private int step() throws IOException {
        ResultCode code = ingress.offerStep();
        if (code != ResultCode.OK && code != ResultCode.BUSY) {
            throw new IOException("the node is stopping");
        }
        return code == ResultCode.OK ? 1 : 0;
    }
}
