package org.medsettle.sim;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.medsettle.model.Dice;

/**
 * What happens to sectors behind the back of whoever wrote them: forces that keep some back, lost power, rot.
 *
 * <p>Threads: one.
 */
final class DiskWear {
    private static final String SEGMENT = ".mj";
    private static final String SNAPSHOT = ".ms";
    private static final int MOST_MISDIRECTED_SECTORS = 8;
    private static final int TRIES = 20;

    private final SimulatedDisk disk;
    private final Dice dice;
    private final Coverage coverage;

    DiskWear(SimulatedDisk disk, Dice dice, Coverage coverage) {
        this.disk = disk;
        this.dice = dice;
        this.coverage = coverage;
    }

    /** Those of the sectors that reach the disk when nobody has waited for them. */
    BitSet some(BitSet sectors) {
        BitSet arrived = new BitSet();
        int way = dice.below(6);
        int percent = way < 4 ? (int) dice.of(10, 50, 90) : way == 4 ? 0 : 100;
        boolean inOrder = dice.percent(30);
        boolean missing = false;
        for (int sector = sectors.nextSetBit(0); sector >= 0; sector = sectors.nextSetBit(sector + 1)) {
            boolean arrives = dice.percent(percent) && !(inOrder && missing);
            arrived.set(sector, arrives);
            missing |= !arrives;
        }
        return arrived;
    }

    /** The sectors that a force, which is reported as done, does not put where they belong. */
    BitSet withheld(SimulatedFile file) {
        BitSet withheld = new BitSet();
        BitSet dirty = file.dirty();
        if (dirty.isEmpty()) {
            return withheld;
        }
        if (happens(disk.faults.dropRate)) {
            coverage.fault(FaultKind.DROPPED_WRITE);
            withheld.or(dirty);
        } else if (happens(disk.faults.misdirectRate)) {
            misdirect(file, withheld);
        }
        return withheld;
    }

    private void misdirect(SimulatedFile file, BitSet withheld) {
        int from = dirtyNear(file, dice.below(file.sectors()));
        int to = Math.min(file.dirty().nextClearBit(from), from + 1 + dice.below(MOST_MISDIRECTED_SECTORS));
        String path = anyKept();
        SimulatedFile victim = disk.file(path);
        if (victim == null || victim.sectors() == 0) {
            return;
        }
        int target = dice.below(victim.sectors());
        for (int i = from; i < to; i++) {
            int place = target + i - from;
            boolean itself = victim == file && (file.dirty().get(place) || place >= from && place < to);
            if (place < victim.sectors() && !victim.isLoose(place) && !itself) {
                victim.overwrite(place, file.sector(i), false);
                withheld.set(i);
            }
        }
        if (!withheld.isEmpty()) {
            coverage.fault(FaultKind.MISDIRECTED_WRITE);
        }
    }

    private static int dirtyNear(SimulatedFile file, int sector) {
        int next = file.dirty().nextSetBit(sector);
        return next >= 0 ? next : file.dirty().nextSetBit(0);
    }

    /** The machine loses power. */
    void losePower() {
        coverage.fault(FaultKind.POWER_LOSS);
        disk.names.losePower();
        boolean missingBefore = false;
        for (SimulatedFile file : disk.names.visible().values()) {
            BitSet dirty = file.dirty();
            BitSet arrived = some(dirty);
            if (!arrived.isEmpty() && arrived.cardinality() < dirty.cardinality()) {
                coverage.fault(FaultKind.TORN_WRITE);
            }
            BitSet missing = (BitSet) dirty.clone();
            missing.andNot(arrived);
            boolean later =
                    !arrived.isEmpty() && missing.nextSetBit(0) >= 0 && missing.nextSetBit(0) < arrived.length();
            if (later || missingBefore && !arrived.isEmpty()) {
                coverage.fault(FaultKind.REORDERED_WRITE);
            }
            missingBefore |= !missing.isEmpty();
            file.persist(arrived);
            file.losePower();
        }
    }

    /** The kernel needs its memory for something else; answers whether anything looks different afterwards. */
    boolean evict() {
        boolean changed = false;
        for (SimulatedFile file : disk.names.visible().values()) {
            changed |= file.evict();
        }
        if (changed) {
            coverage.fault(FaultKind.EVICTION);
        }
        return changed;
    }

    /** Something rots in a file that is to be kept; seen at once where {@code shown}. */
    void rot(boolean shown) {
        String path = anyKept();
        SimulatedFile file = disk.file(path);
        if (file == null || file.sectors() == 0) {
            return;
        }
        for (int i = 0; i < TRIES; i++) {
            int sector = dice.below(file.sectors());
            // Most of a segment is zero and tells little when it rots.
            if (!file.isLoose(sector) && !(file.isZero(sector) && dice.percent(95))) {
                rot(file, sector, shown);
                return;
            }
        }
    }

    private void rot(SimulatedFile file, int sector, boolean shown) {
        if (dice.percent(70)) {
            int at = sector * SimulatedDisk.SECTOR_BYTES + dice.below(SimulatedDisk.SECTOR_BYTES);
            if (at < file.size()) {
                coverage.fault(FaultKind.ROT_FLIP);
                file.flip(at, dice.below(8), shown);
            }
        } else {
            coverage.fault(FaultKind.ROT_ZEROES);
            file.overwrite(sector, null, shown);
        }
    }

    /** A file vanishes; never the newest segment, since a journal that ends a segment earlier tells nobody of it. */
    void loseFile() {
        List<String> kept = new ArrayList<>(kept());
        String newest = "";
        for (String path : kept) {
            newest = path.endsWith(SEGMENT) ? path : newest;
        }
        kept.remove(newest);
        if (!kept.isEmpty()) {
            coverage.fault(FaultKind.ROT_LOST_FILE);
            disk.names.lose(dice.of(kept));
        }
    }

    private String anyKept() {
        List<String> kept = kept();
        return kept.isEmpty() ? "" : dice.recent(kept);
    }

    /** Files whose loss would matter, those of one kind in order of age. */
    private List<String> kept() {
        return disk.names.visible().keySet().stream()
                .filter(path -> path.endsWith(SEGMENT) || path.endsWith(SNAPSHOT))
                .toList();
    }

    private boolean happens(int perMille) {
        return perMille > 0 && dice.below(1_000) < perMille;
    }
}
