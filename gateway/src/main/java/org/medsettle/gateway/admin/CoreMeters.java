package org.medsettle.gateway.admin;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.medsettle.common.EpochClock;
import org.medsettle.common.ThreadSafe;

/**
 * Metrics of ring, journal, disk and start. All are read when the page is fetched, so the hot path pays nothing for them.
 *
 * <p>Threads: any. Units: nanoseconds in, seconds out. Invariant: the meters hold the readings; a registry refers to the
 * object of a function counter weakly, so that object is the registry itself.
 */
@ThreadSafe
final class CoreMeters {
    private static final double NS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final double MS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);

    private final MeterRegistry registry;
    private final CoreReadings core;
    private final TimeToFull timeToFull = new TimeToFull();

    CoreMeters(MeterRegistry registry, CoreReadings core) {
        this.registry = registry;
        this.core = core;
    }

    void bind(EpochClock clock) {
        gauge(
                "medsettle.chain.verified.sequence",
                "Last sequence whose place in the chain the start has checked",
                CoreReadings::verifiedSequence);
        gauge("medsettle.store.max.accounts", "Accounts that can be opened", CoreReadings::maxAccounts);
        gauge("medsettle.store.max.bytes", "Most bytes of the tables beside accounts", CoreReadings::maxTableBytes);
        gauge("medsettle.ring.reserved", "Slots kept for reversals and outcome queries", CoreReadings::ringReserved);
        counter("medsettle.ring.refused", "Commands the ring had no slot for", CoreReadings::refusedByRing);
        counter("medsettle.journal.bytes", "Bytes written to the journal", CoreReadings::journalBytes);
        counter("medsettle.journal.segments", "Journal segments begun", CoreReadings::journalRolls);
        counter(
                "medsettle.journal.roll.seconds",
                "Time spent on beginning segments",
                readings -> readings.journalRollNs() / NS_PER_SECOND);
        gauge(
                "medsettle.journal.supply.failing",
                "1 while no next segment can be prepared",
                CoreReadings::journalSupplyFailing);
        gauge("medsettle.journal.free.bytes", "Free space of the data directory's disk", CoreReadings::diskFreeBytes);
        gauge("medsettle.journal.disk.bytes", "Size of the data directory's disk", CoreReadings::diskBytes);
        gauge(
                "medsettle.journal.reserve.bytes",
                "Free space below which no new money is taken",
                CoreReadings::diskReserveBytes);
        gauge("medsettle.journal.space.short", "1 while less than the reserve is free", CoreReadings::diskSpaceShort);
        counter("medsettle.journal.space.refused", "Commands refused for want of space", CoreReadings::refusedForSpace);
        gauge(
                "medsettle.journal.stalled",
                "1 while a force has been under way for seconds",
                CoreReadings::journalStalled);
        gauge(
                "medsettle.journal.full.seconds",
                "How long the free space lasts at the rate of the last ten minutes",
                readings -> timeToFull.seconds(System.nanoTime(), readings.journalBytes(), readings.diskFreeBytes()));
        gauge("medsettle.recovery.torn.bytes", "Torn bytes the start has cut off", CoreReadings::tornBytesCut);
        gauge("medsettle.recovery.records", "Journal records the start has applied", CoreReadings::recoveredRecords);
        gauge(
                "medsettle.recovery.duration.seconds",
                "Time the start took for the journal",
                readings -> readings.recoveryNs() / NS_PER_SECOND);
        gauge(
                "medsettle.warmup.duration.seconds",
                "Time the start took to warm up",
                readings -> readings.warmUpNs() / NS_PER_SECOND);
        snapshots();
        Gauge.builder("medsettle.clock.timestamp.seconds", () -> clock.epochMs() / MS_PER_SECOND)
                .description("The node's clock")
                .register(registry);
    }

    private void snapshots() {
        gauge(
                "medsettle.snapshot.timestamp.seconds",
                "When the newest snapshot was taken, 0 for none",
                newest(snapshot -> snapshot.takenMs() / MS_PER_SECOND));
        gauge(
                "medsettle.snapshot.sequence",
                "Last command in the newest snapshot",
                newest(SnapshotStatus.Newest::sequence));
        gauge("medsettle.snapshot.bytes", "Size of the newest snapshot", newest(SnapshotStatus.Newest::bytes));
        gauge(
                "medsettle.snapshot.duration.seconds",
                "Time the newest snapshot took",
                newest(snapshot -> snapshot.durationNs() / NS_PER_SECOND));
        gauge(
                "medsettle.snapshot.writing.bytes",
                "Bytes of the snapshot that is being written",
                CoreReadings::snapshotWritingBytes);
        counter("medsettle.snapshot.failures", "Snapshots that could not be taken", CoreReadings::snapshotFailures);
    }

    private static ToDoubleFunction<CoreReadings> newest(ToDoubleFunction<SnapshotStatus.Newest> value) {
        return readings -> {
            SnapshotStatus.Newest newest = readings.newestSnapshot();
            return newest == null ? 0 : value.applyAsDouble(newest);
        };
    }

    private void gauge(String name, String description, ToDoubleFunction<CoreReadings> value) {
        Gauge.builder(name, () -> value.applyAsDouble(core))
                .description(description)
                .register(registry);
    }

    private void counter(String name, String description, ToDoubleFunction<CoreReadings> value) {
        FunctionCounter.builder(name, registry, any -> value.applyAsDouble(core))
                .description(description)
                .register(registry);
    }
}
