package org.medsettle.sim;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medsettle.journal.BatchMap;
import org.medsettle.journal.BatchMap.Batch;
import org.medsettle.journal.RecoveryOutcome.Corrupt;

/**
 * Which damage a single node can be asked to notice. Sectors that vanish from the last batch of all look like a write that
 * a crash has cut short, and nobody else has a copy: the atlas undoes that damage. All other damage it lets be, and knows
 * what must be said of it.
 *
 * <p>Threads: one. Units: bytes.
 */
final class FaultAtlas {
    private static final String JOURNAL = "journal/";

    private final SimulatedDisk disk;

    FaultAtlas(SimulatedDisk disk) {
        this.disk = disk;
    }

    /** Heals what no single node could notice; answers the damage that is left, in order of the journal. */
    List<DamagedPlace> protect() {
        List<DamagedPlace> damage = disk.damage();
        if (damage.isEmpty()) {
            return damage;
        }
        BatchMap map = map();
        damage.forEach(place -> healIfHopeless(place, damage, map));
        return disk.damage();
    }

    private void healIfHopeless(DamagedPlace place, List<DamagedPlace> damage, BatchMap map) {
        SimulatedFile file = disk.file(place.path());
        if (file == null) {
            return;
        }
        int sector = place.offset() / SimulatedDisk.SECTOR_BYTES;
        Batch batch = map.from(name(place), place.offset());
        boolean hit = batch != null && isIn(place, batch);
        if (hit
                && isNothingIntactAfter(batch, damage, map)
                && (looksMissing(file, sector, batch) || hasZeroes(file, batch))) {
            file.heal(sector);
        }
    }

    /** Whether everything behind a batch has been hit as well, so that nothing tells that the batch had been forced. */
    private boolean isNothingIntactAfter(Batch batch, List<DamagedPlace> damage, BatchMap map) {
        return map.batches().stream()
                .filter(later -> later.file().equals(batch.file())
                        ? later.start() >= batch.end()
                        : later.file().compareTo(batch.file()) > 0)
                .allMatch(later -> isLoose(later) || damage.stream().anyMatch(place -> isIn(place, later)));
    }

    /** Whether a batch may still vanish without anybody's fault. */
    private boolean isLoose(Batch batch) {
        SimulatedFile file = disk.file(JOURNAL + batch.file());
        int last = (batch.end() - 1) / SimulatedDisk.SECTOR_BYTES;
        for (int sector = batch.start() / SimulatedDisk.SECTOR_BYTES; sector <= last; sector++) {
            if (file == null || file.isLoose(sector)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isIn(DamagedPlace place, Batch batch) {
        int sector = place.offset() & -SimulatedDisk.SECTOR_BYTES;
        return name(place).equals(batch.file())
                && sector < batch.end()
                && sector + SimulatedDisk.SECTOR_BYTES > batch.start();
    }

    /** Whether what a sector shows, or may show later, of a batch and of what is behind it is nothing but zeroes. */
    private static boolean looksMissing(SimulatedFile file, int sector, Batch batch) {
        int from = Math.max(0, batch.start() - sector * SimulatedDisk.SECTOR_BYTES);
        return isZero(file.sector(sector), from) || isZero(file.durable(sector), from);
    }

    /** Whether a batch shows a sector of zeroes anywhere: perhaps it is missing, perhaps somebody had nothing to say there. */
    private static boolean hasZeroes(SimulatedFile file, Batch batch) {
        int last = (batch.end() - 1) / SimulatedDisk.SECTOR_BYTES;
        for (int sector = batch.start() / SimulatedDisk.SECTOR_BYTES; sector <= last; sector++) {
            if (looksMissing(file, sector, batch)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isZero(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** The report names the first damage: its file, and the first sequence that cannot be trusted. */
    void checkReport(Corrupt report, List<DamagedPlace> damage) {
        DamagedPlace first =
                damage.stream().filter(DamagedPlace::isShown).findFirst().orElseThrow();
        Batch batch = map().from(name(first), first.offset());
        World.check(batch != null || first.offset() >= 0, () -> "no batch is damaged, and the journal was refused");
        String words = report.describe() + ", damaged is " + damage;
        if (first.offset() >= 0) {
            World.check(report.file().equals(name(first)), () -> "the report names another file: " + words);
        }
        if (batch != null) {
            long last = batch.firstSequence() + batch.commands();
            boolean names = report.sequence() >= batch.firstSequence() && report.sequence() <= last;
            World.check(names, () -> "the report names another sequence than " + batch + ": " + words);
        }
    }

    /** What a recovery does that cuts a whole batch, for a bug to plant. */
    void cutLastBatch() {
        List<Batch> batches = map().batches();
        for (int i = batches.size() - 1; i >= 0; i--) {
            Batch batch = batches.get(i);
            SimulatedFile file = disk.file(JOURNAL + batch.file());
            if (batch.commands() > 0 && file != null) {
                file.write(
                        batch.start(), ByteBuffer.allocate(file.size() - batch.start()), file.size() - batch.start());
                return;
            }
        }
    }

    private BatchMap map() {
        Map<String, byte[]> segments = new TreeMap<>();
        disk.promised(JOURNAL).forEach((path, bytes) -> segments.put(path.substring(JOURNAL.length()), bytes));
        return new BatchMap(segments);
    }

    private static String name(DamagedPlace place) {
        return place.path().substring(place.path().indexOf('/') + 1);
    }
}
