package org.medsettle.sim;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.medsettle.journal.BatchMap;
import org.medsettle.journal.BatchMap.Batch;
import org.medsettle.journal.Damage;
import org.medsettle.journal.RecoveryOutcome.Corrupt;
import org.medsettle.snapshot.SnapshotCatalog;

/**
 * Which damage a single node can be asked to notice. Sectors that vanish from the last batch of all look like a write that
 * a crash has cut short, and nobody else has a copy: the atlas undoes that damage. All other damage it lets be, and knows
 * what must be said of it.
 *
 * <p>Threads: one. Units: bytes.
 */
final class FaultAtlas {
    private static final String JOURNAL = "journal/";
    private static final String SNAPSHOT = "snapshot/";

    private final SimulatedDisk disk;
    /** Sequences of snapshots that were known to be bad when older ones were let go. */
    private final Set<Long> knownBad;

    FaultAtlas(SimulatedDisk disk, Set<Long> knownBad) {
        this.disk = disk;
        this.knownBad = knownBad;
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
        if (file == null || !place.path().startsWith(JOURNAL)) {
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

    /**
     * A journal has been refused: something that was read must be damaged, and the report names the first such thing, its
     * file and the first sequence that cannot be trusted. Where no snapshot was good, it may miss the journal's beginning.
     */
    void checkReport(Corrupt report, long fromSequence, List<DamagedPlace> damage) {
        List<DamagedPlace> shown = damage.stream().filter(DamagedPlace::isShown).toList();
        String words = report.describe() + ", from " + fromSequence + " on, damaged is " + shown;
        if (fromSequence == 1 && report.damage() == Damage.MISSING_SEGMENT && lacksSnapshots(shown)) {
            return;
        }
        String start = JOURNAL + startOf(fromSequence);
        DamagedPlace first = shown.stream()
                .filter(place ->
                        place.path().startsWith(JOURNAL) && place.path().compareTo(start) >= 0)
                .findFirst()
                .orElseThrow(() -> new AssertionError("refused what only crashes have happened to: " + words));
        Batch batch = map().from(name(first), first.offset());
        boolean isLost = first.offset() < 0;
        // A segment whose last batch begins with zeroes seems to end before it: the next one tells of the gap.
        boolean isGapBehind = report.damage() == Damage.SEQUENCE_GAP
                && batch != null
                && report.file().equals(BatchMap.segmentFrom(batch.firstSequence() + batch.commands()));
        World.check(
                isLost || isGapBehind || report.file().equals(name(first)),
                () -> "the report names another file: " + words);
        if (batch != null) {
            long least = isLost ? Math.max(fromSequence, batch.firstSequence()) : batch.firstSequence();
            long most = isLost ? least : batch.firstSequence() + batch.commands();
            boolean names = report.sequence() >= least && report.sequence() <= most;
            World.check(names, () -> "the report names another sequence than " + batch + ": " + words);
        }
    }

    /** Segments go only behind two snapshots, so both must be bad; one that was known to be bad then is none. */
    private boolean lacksSnapshots(List<DamagedPlace> shown) {
        Set<String> none = new HashSet<>();
        knownBad.forEach(sequence -> none.add(SNAPSHOT + SnapshotCatalog.nameOf(sequence)));
        return shown.stream()
                        .map(DamagedPlace::path)
                        .filter(path -> path.startsWith(SNAPSHOT) && !none.contains(path))
                        .distinct()
                        .count()
                > 1;
    }

    /** Name of the segment where reading begins. */
    private String startOf(long fromSequence) {
        String start = "";
        for (String path : disk.promised(JOURNAL).keySet()) {
            String name = path.substring(JOURNAL.length());
            if (BatchMap.isSegment(name) && BatchMap.firstSequence(name) <= fromSequence) {
                start = name;
            }
        }
        return start;
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
