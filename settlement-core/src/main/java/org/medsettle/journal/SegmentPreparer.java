package org.medsettle.journal;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.LogEvent;
import org.medsettle.common.ThreadSafe;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills segments on a thread of its own, so that the journal thread only has to rename one when it rolls.
 *
 * <p>Threads: any; one lock guards the hand-over, which happens once per segment. Units: nanoseconds.
 * <p>Failure: an attempt that fails raises {@link SupplyState#FAILING} and is repeated with a new file until it succeeds or
 * the log is closed: no promise hangs on a file that has never been handed over.
 */
@ThreadSafe
final class SegmentPreparer implements SegmentSupply {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentPreparer.class);
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long JOIN_MS = TimeUnit.SECONDS.toMillis(10);

    private final SegmentAllocation allocation;
    private final Thread thread = new Thread(this::run, Threads.SEGMENT_PREPARER);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean wanted;
    private @Nullable DiskFile prepared;
    private @Nullable IOException lastFailure;
    private volatile boolean closed;
    private volatile SupplyState state = SupplyState.PREPARING;

    SegmentPreparer(DiskFiles files, long segmentBytes) {
        allocation = new SegmentAllocation(files, segmentBytes);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((dead, error) -> onDeath(error));
        thread.start();
    }

    @Override
    public void request() {
        lock.lock();
        try {
            wanted = true;
            state = SupplyState.PREPARING;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public DiskFile take(long timeoutNs) {
        lock.lock();
        try {
            long remainingNs = timeoutNs;
            while (prepared == null) {
                if (remainingNs <= 0) {
                    throw new JournalFailedException(
                            "no segment was ready in time to go on writing, file " + SegmentDescriptor.PREPARED_NAME,
                            lastFailure);
                }
                remainingNs = changed.awaitNanos(remainingNs);
            }
            DiskFile file = prepared;
            prepared = null;
            return file;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalFailedException("interrupted while waiting for a segment", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public SupplyState state() {
        return state;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(JOIN_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        releasePrepared();
    }

    private void run() {
        while (awaitWanted()) {
            try {
                offer(allocation.create(() -> closed));
            } catch (IOException e) {
                retryLater(e);
            }
        }
    }

    /** A bug: nothing prepares any more, and the writer will run into its deadline. */
    private void onDeath(Throwable error) {
        state = SupplyState.FAILING;
        LogEvent.SEGMENT_SUPPLY_DIED.by(LOG).setCause(error).log("the thread that prepares journal segments has died");
    }

    private boolean awaitWanted() {
        lock.lock();
        try {
            while (!wanted && !closed) {
                changed.awaitUninterruptibly();
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void offer(DiskFile file) {
        lock.lock();
        try {
            wanted = false;
            prepared = file;
            lastFailure = null;
            state = SupplyState.READY;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void retryLater(IOException failure) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (lastFailure == null) {
                LogEvent.SEGMENT_SUPPLY_FAILED
                        .by(LOG)
                        .setCause(failure)
                        .log("cannot prepare the next journal segment; trying again until there is room");
            }
            lastFailure = failure;
            state = SupplyState.FAILING;
            long remainingNs = RETRY_NS;
            while (!closed && remainingNs > 0) {
                remainingNs = changed.awaitNanos(remainingNs);
            }
        } catch (InterruptedException e) {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    private void releasePrepared() {
        lock.lock();
        try {
            if (prepared != null) {
                prepared.close();
                prepared = null;
            }
        } catch (IOException e) {
            LogEvent.SEGMENT_NOT_CLOSED
                    .by(LOG)
                    .setCause(e)
                    .log("cannot close a prepared segment, which nothing depends on");
        } finally {
            lock.unlock();
        }
    }
}
