package org.medsettle.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.medsettle.common.LogEvent;
import org.medsettle.common.ThreadSafe;
import org.medsettle.engine.Engine;
import org.medsettle.files.DataDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the disk of the data directory: while less than the reserve is free, new money is refused, so that reversals and
 * cancels have the room; and a force that does not come back is told before clients ask why.
 *
 * <p>Threads: its own one looks; {@link #reasons} and the figures from any. Units: bytes, nanoseconds.
 * <p>Failure: a disk that cannot be asked counts as full; a look that hangs counts as a stalled disk.
 */
@ThreadSafe
final class DiskWatch implements AutoCloseable {
    /** Words of {@code /readyz}; dashboards and scripts rely on them. */
    static final String SPACE_SHORT = "disk space below data.reserve_bytes: new money is refused";

    static final String STALLED = "journal stalled: the disk has not finished a force for 5 seconds";

    static final long STALL_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long PERIOD_MS = 500;

    private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

    private final Disk disk;
    private final long reserveBytes;
    private final long againBytes;
    private final LongSupplier clockNs;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "disk-watch");
    private volatile boolean isSpaceShort;
    private volatile boolean isStalled;
    private volatile long lookedNs;
    private long durableBefore = -1;
    private long progressNs;

    /** What is watched, and who is told. Threads: the watch's. */
    interface Disk {
        /** Bytes that this process may still take. */
        long freeBytes();

        long appendedSequence();

        long durableSequence();

        /** Told at every change. */
        void spaceShort(boolean isShort);

        /** The disk under a data directory, and the engine behind. */
        static Disk of(DataDirectory directory, Engine engine) {
            return new Disk() {
                @Override
                public long freeBytes() {
                    return directory.usableBytes();
                }

                @Override
                public long appendedSequence() {
                    return engine.log().appendedSequence();
                }

                @Override
                public long durableSequence() {
                    return engine.log().durableSequence();
                }

                @Override
                public void spaceShort(boolean isShort) {
                    engine.spaceShort(isShort);
                }
            };
        }
    }

    /**
     * Begins to be short below {@code reserveBytes} (0: never), and ends with {@code marginBytes} more than that, so that the
     * next segment alone does not bring it back.
     */
    DiskWatch(Disk disk, long reserveBytes, long marginBytes, LongSupplier clockNs) {
        this.disk = disk;
        this.reserveBytes = reserveBytes;
        this.againBytes = reserveBytes + marginBytes;
        this.clockNs = clockNs;
        lookedNs = clockNs.getAsLong();
        thread.setDaemon(true);
    }

    /** Looks once, then goes on looking. */
    DiskWatch start() {
        look();
        thread.start();
        return this;
    }

    private void run() {
        try {
            while (!closing.await(PERIOD_MS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** One look; the thread of the watch, or a test's. */
    void look() {
        lookAtForces();
        lookAtSpace(disk.freeBytes());
        lookedNs = clockNs.getAsLong();
    }

    private void lookAtForces() {
        long nowNs = clockNs.getAsLong();
        long durable = disk.durableSequence();
        if (durable != durableBefore || disk.appendedSequence() == durable) {
            durableBefore = durable;
            progressNs = nowNs;
        }
        boolean stalled = nowNs - progressNs >= STALL_NS;
        if (stalled != isStalled) {
            isStalled = stalled;
            if (stalled) {
                LogEvent.JOURNAL_STALLED
                        .by(LOG)
                        .log(
                                "journal stalled: a force has been under way for {} s",
                                TimeUnit.NANOSECONDS.toSeconds(STALL_NS));
            } else {
                LogEvent.JOURNAL_GOES_ON.by(LOG).log("journal goes on: the disk has finished a force");
            }
        }
    }

    private void lookAtSpace(long freeBytes) {
        if (!isSpaceShort && freeBytes < reserveBytes) {
            isSpaceShort = true;
            disk.spaceShort(true);
            LogEvent.SPACE_SHORT
                    .by(LOG)
                    .addKeyValue("free", freeBytes)
                    .addKeyValue("reserve", reserveBytes)
                    .log(
                            "disk space short: {} bytes free, data.reserve_bytes is {}; new money is refused, reversals, "
                                    + "cancels and queries go on",
                            freeBytes,
                            reserveBytes);
        } else if (isSpaceShort && freeBytes >= againBytes) {
            isSpaceShort = false;
            disk.spaceShort(false);
            LogEvent.SPACE_BACK
                    .by(LOG)
                    .addKeyValue("free", freeBytes)
                    .log("disk space is back: {} bytes free; new money is taken again", freeBytes);
        }
    }

    /** Why the node takes less than it should, or nothing; empty when the disk is well. */
    List<String> reasons() {
        List<String> reasons = new ArrayList<>(2);
        if (isSpaceShort) {
            reasons.add(SPACE_SHORT);
        }
        if (isStalled()) {
            reasons.add(STALLED);
        }
        return reasons;
    }

    boolean isSpaceShort() {
        return isSpaceShort;
    }

    boolean isStalled() {
        return isStalled || clockNs.getAsLong() - lookedNs >= STALL_NS;
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
