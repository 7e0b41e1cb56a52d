package org.medsettle.engine;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.EpochClock;
import org.medsettle.common.LogEvent;
import org.medsettle.common.ThreadSafe;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFiles;
import org.medsettle.journal.CommandLog;
import org.medsettle.snapshot.SnapshotCatalog;
import org.medsettle.snapshot.SnapshotInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes snapshots of a running engine: asks the state machine for slices through the ring, writes them, waits until the
 * journal has what is in them, names the file, and lets older snapshots and the journal before them go.
 *
 * <p>Threads: one of its own, {@link Threads#SNAPSHOT}; {@link #request} and {@link #close} from any. Failure: a snapshot
 * that fails is given up and counted; the node goes on, with a longer journal to replay.
 */
@ThreadSafe
final class SnapshotTaker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotTaker.class);
    private static final long PAUSE_NS = 200_000;
    private static final long IDLE_NS = 100_000_000;
    private static final long RETRY_NS = 60_000_000_000L;

    private final SnapshotConfig config;
    private final DiskFiles files;
    private final CommandLog log;
    private final IngressPublisher ingress;
    private final EpochClock clock;
    private final SnapshotCounters counters;
    private final LongSupplier journalBytes;
    private final SnapshotRoom room;
    private final Set<Long> bad;
    private final Thread thread = new Thread(this::run, Threads.SNAPSHOT);
    private volatile boolean closed;
    private volatile @Nullable SnapshotExchange current;
    private volatile @Nullable CompletableFuture<SnapshotInfo> requested;

    /** @param bad sequences of snapshots that the start has had to pass over */
    SnapshotTaker(SnapshotParts parts, CommandLog log, IngressPublisher ingress, EpochClock clock, Set<Long> bad) {
        this.bad = new HashSet<>(bad);
        this.config = parts.config();
        this.files = parts.files();
        this.counters = parts.counters();
        this.journalBytes = parts.journalBytes();
        this.room = new SnapshotRoom(parts.spareBytes());
        this.log = log;
        this.ingress = ingress;
        this.clock = clock;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The snapshot that is being taken, for the state machine; null when none is. */
    @Nullable
    SnapshotExchange current() {
        return current;
    }

    /** Asks for a snapshot now; who asks while one is asked for gets the same. */
    CompletableFuture<SnapshotInfo> request() {
        synchronized (this) {
            CompletableFuture<SnapshotInfo> asked = requested;
            if (asked == null) {
                asked = new CompletableFuture<>();
                requested = asked;
            }
            LockSupport.unpark(thread);
            return closed ? CompletableFuture.failedFuture(new IOException("the node is stopping")) : asked;
        }
    }

    private void run() {
        long lastNs = System.nanoTime();
        long lastBytes = journalBytes.getAsLong();
        long lastSequence = log.durableSequence();
        while (!closed) {
            CompletableFuture<SnapshotInfo> asked = requested;
            boolean due = log.durableSequence() > lastSequence
                    && (isOver(config.intervalNs(), System.nanoTime() - lastNs)
                            || isOver(config.journalBytes(), journalBytes.getAsLong() - lastBytes));
            if (asked == null && !due) {
                LockSupport.parkNanos(IDLE_NS);
                continue;
            }
            lastNs = System.nanoTime();
            lastBytes = journalBytes.getAsLong();
            lastSequence = log.durableSequence();
            if (!takeFor(asked) && asked == null) {
                lastSequence = -1;
                lastNs += RETRY_NS - Math.max(config.intervalNs(), RETRY_NS);
            }
        }
        CompletableFuture<SnapshotInfo> asked = requested;
        if (asked != null) {
            asked.completeExceptionally(new IOException("the node is stopping"));
        }
    }

    private static boolean isOver(long bound, long value) {
        return bound > 0 && value >= bound;
    }

    private boolean takeFor(@Nullable CompletableFuture<SnapshotInfo> asked) {
        CompletableFuture<SnapshotInfo> result = asked == null ? new CompletableFuture<>() : asked;
        try {
            SnapshotInfo taken = take();
            end(asked);
            result.complete(taken);
            return true;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            giveUp(e);
            end(asked);
            result.completeExceptionally(e);
            return false;
        }
    }

    /** Comes before the answer: whoever has that and asks again is to get another snapshot. */
    private void end(@Nullable CompletableFuture<SnapshotInfo> asked) {
        current = null;
        synchronized (this) {
            if (requested == asked) {
                requested = null;
            }
        }
    }

    /** Whatever it was, direct memory used up included: the next attempt may do better, and the node needs none to go on. */
    private void giveUp(Throwable why) {
        if (closed) {
            LOG.info("the node stops, so the snapshot that was being taken is given up");
            return;
        }
        counters.onFailure();
        LogEvent.SNAPSHOT_FAILED
                .by(LOG)
                .setCause(why)
                .log("a snapshot could not be taken; the node goes on without it");
    }

    private SnapshotInfo take() throws IOException {
        long startNs = System.nanoTime();
        room.checkFor(new SnapshotCatalog(files).newestBytes());
        SnapshotExchange exchange = new SnapshotExchange();
        try (SnapshotRun run = new SnapshotRun(files, log, ingress, exchange, clock.epochMs())) {
            current = exchange;
            SnapshotInfo info = run.info();
            for (; info == null; info = run.info()) {
                proceed(run, startNs);
            }
            long durationNs = System.nanoTime() - startNs;
            counters.onTaken(new SnapshotCounters.Taken(info, clock.epochMs(), durationNs));
            LogEvent.SNAPSHOT_TAKEN
                    .by(LOG)
                    .addKeyValue("sequence", info.sequence())
                    .log(
                            "snapshot of sequence {}: {} bytes in {} ms, digest {}",
                            info.sequence(),
                            info.fileBytes(),
                            durationNs / 1_000_000,
                            Long.toHexString(info.digest()));
            letGo(run);
            return info;
        }
    }

    /** The rate is held here, so that a held rate asks for less. */
    private void proceed(SnapshotRun run, long startNs) throws IOException {
        if (!run.proceed()) {
            LockSupport.parkNanos(PAUSE_NS);
        } else if (config.bytesPerSecond() > 0) {
            long aheadNs = (long) (run.bytes() * 1e9 / config.bytesPerSecond()) - (System.nanoTime() - startNs);
            LockSupport.parkNanos(Math.min(aheadNs, 1_000_000_000));
        }
        counters.onWritten(run.bytes());
        room.check(run.bytes());
        if (closed) {
            throw new IOException("the node is stopping");
        }
    }

    private void letGo(SnapshotRun run) {
        try {
            run.letGo(config.keep(), bad);
        } catch (IOException e) {
            LogEvent.SNAPSHOT_NOT_DELETED
                    .by(LOG)
                    .setCause(e)
                    .log("older snapshots or journal segments could not be deleted");
        }
    }

    /** Gives up the snapshot that is being taken and waits for the thread. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
