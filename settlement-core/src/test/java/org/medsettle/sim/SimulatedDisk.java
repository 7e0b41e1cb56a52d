package org.medsettle.sim;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
import org.medsettle.model.Dice;

/**
 * A disk of several directories that does everything wrong that a disk is known to do, by chance from one seed, and knows
 * at any time what it has promised. Paths are {@code directory/name}.
 *
 * <p>It keeps names as it keeps bytes: what the kernel shows, what is on the disk, and what has been changed since the
 * directory was forced. Of a directory's force that fails some changes arrive; repeating it is honest, since file systems
 * that cannot write their own journal go read-only instead of forgetting.
 *
 * <p>Threads: one. Units: bytes, sectors of 512.
 */
final class SimulatedDisk {
    static final int SECTOR_BYTES = 512;

    final DiskFaults faults = new DiskFaults();
    final SimulatedNames names;
    private final Dice dice;
    private final Coverage coverage;
    private final DiskWear wear;
    private int life;
    private int operations;
    private int failures;

    SimulatedDisk(Dice dice, Coverage coverage) {
        this.dice = dice;
        this.coverage = coverage;
        names = new SimulatedNames(dice, coverage);
        wear = new DiskWear(this, dice, coverage);
    }

    /** One of its directories. */
    DiskFiles directory(String name) {
        return new Directory(name + "/", life);
    }

    DiskWear wear() {
        return wear;
    }

    /** Operations and failures since the process started. */
    int operations() {
        return operations;
    }

    int failures() {
        return failures;
    }

    /** A new process; what an old one still does goes nowhere. */
    void startLife() {
        life++;
        operations = 0;
        failures = 0;
    }

    /** The process has died, nothing else has. */
    void endLife() {
        life++;
        faults.crashIn = 0;
        faults.failIn = 0;
    }

    long usedBytes() {
        return names.visible().values().stream().mapToLong(SimulatedFile::size).sum();
    }

    private boolean happens(int perMille) {
        return perMille > 0 && dice.below(1_000) < perMille;
    }

    /** Counts an operation; throws when the process dies in it, answers whether it must fail. */
    private boolean begin(FaultKind kind, int ownLife, boolean dies) {
        if (ownLife != life) {
            throw new Crash("an operation after its death");
        }
        operations++;
        boolean counts = !faults.changesOnly || changes(kind);
        if (counts && faults.crashIn > 0 && --faults.crashIn == 0) {
            faults.hasFired = true;
            if (dies) {
                throw new Crash(kind.name());
            }
            return true;
        }
        boolean due = counts && faults.failIn > 0 && --faults.failIn == 0;
        faults.hasFired |= due;
        if (due || happens(faults.failRate)) {
            failures++;
            coverage.fault(kind);
            return true;
        }
        return false;
    }

    private static boolean changes(FaultKind kind) {
        return switch (kind) {
            case FAILED_LIST, FAILED_OPEN, FAILED_READ, FAILED_SIZE -> false;
            default -> true;
        };
    }

    private boolean isDead(int ownLife) {
        return ownLife != life;
    }

    private static IOException failure(FaultKind kind) {
        return new IOException("simulated: " + kind);
    }

    /** One directory, as one life of the process sees it. */
    private final class Directory implements DiskFiles {
        private final String prefix;
        private final int ownLife;

        Directory(String prefix, int ownLife) {
            this.prefix = prefix;
            this.ownLife = ownLife;
        }

        private void step(FaultKind kind) throws IOException {
            if (begin(kind, ownLife, true)) {
                throw failure(kind);
            }
        }

        @Override
        public List<String> list() throws IOException {
            step(FaultKind.FAILED_LIST);
            return names.list(prefix);
        }

        @Override
        public DiskFile open(String name, boolean writable) throws IOException {
            step(FaultKind.FAILED_OPEN);
            SimulatedFile file = names.visible().get(prefix + name);
            if (file == null) {
                throw new FileNotFoundException(prefix + name);
            }
            return new Handle(file, ownLife, writable);
        }

        @Override
        public DiskFile create(String name) throws IOException {
            step(FaultKind.FAILED_CREATE);
            return new Handle(names.create(prefix + name), ownLife, true);
        }

        @Override
        public void rename(String from, String to) throws IOException {
            step(FaultKind.FAILED_RENAME);
            names.rename(prefix + from, prefix + to);
        }

        @Override
        public void delete(String name) throws IOException {
            step(FaultKind.FAILED_DELETE);
            names.delete(prefix + name);
        }

        @Override
        public void forceDirectory() throws IOException {
            boolean fails = begin(FaultKind.FAILED_FORCE_DIRECTORY, ownLife, true);
            if (fails) {
                names.forceSome(prefix);
                throw failure(FaultKind.FAILED_FORCE_DIRECTORY);
            }
            names.force(prefix);
        }
    }

    /** One open file, as one life of the process sees it. */
    private final class Handle implements DiskFile {
        private final SimulatedFile file;
        private final int ownLife;
        private final boolean writable;

        Handle(SimulatedFile file, int ownLife, boolean writable) {
            this.file = file;
            this.ownLife = ownLife;
            this.writable = writable;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            if (!writable) {
                throw new IOException("the file is open for reading");
            }
            int length = source.remaining();
            boolean dies = faults.crashIn == 1;
            if (begin(FaultKind.FAILED_WRITE, ownLife, false)) {
                // The kernel copies page by page: what it gives up in the middle ends at the edge of a sector.
                file.write((int) position, source, wholeSectors(position, dice.below(length + 1)));
                if (dies) {
                    throw new Crash("a write");
                }
                throw failure(FaultKind.FAILED_WRITE);
            }
            if (length > 1 && happens(faults.shortWriteRate)) {
                coverage.fault(FaultKind.SHORT_WRITE);
                length = 1 + dice.below(length - 1);
            }
            length = roomFor(position, length);
            file.write((int) position, source, length);
            return length;
        }

        private int wholeSectors(long position, int length) {
            return (int) Math.max(0, ((position + length) & -SECTOR_BYTES) - position);
        }

        private int roomFor(long position, int length) throws IOException {
            long growth = position + length - file.size();
            if (growth <= 0 || faults.capacityBytes == Long.MAX_VALUE) {
                return length;
            }
            long lacking = usedBytes() + growth - faults.capacityBytes;
            if (lacking <= 0) {
                return length;
            }
            coverage.fault(FaultKind.FULL_DISK);
            failures++;
            if (lacking >= length) {
                throw new IOException("simulated: no space left on device");
            }
            return (int) (length - lacking);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            if (begin(FaultKind.FAILED_READ, ownLife, true)) {
                throw failure(FaultKind.FAILED_READ);
            }
            if (happens(faults.evictRate) && wear.evict()) {
                failures++;
            }
            int start = target.position();
            int length = file.read(target, position);
            if (length > 0 && happens(faults.readFlipRate)) {
                coverage.fault(FaultKind.READ_FLIP);
                failures++;
                int at = start + dice.below(length);
                target.put(at, (byte) (target.get(at) ^ 1 << dice.below(8)));
            }
            return length;
        }

        @Override
        public void force(boolean metadata) throws IOException {
            boolean dies = faults.crashIn == 1;
            if (begin(FaultKind.FAILED_FORCE, ownLife, false)) {
                if (dies) {
                    file.persist(wear.some(file.dirty()));
                    throw new Crash("a force");
                }
                file.failForce(wear.some(file.dirty()));
                throw failure(FaultKind.FAILED_FORCE);
            }
            file.force(wear.withheld(file));
        }

        @Override
        public long size() throws IOException {
            if (begin(FaultKind.FAILED_SIZE, ownLife, true)) {
                throw failure(FaultKind.FAILED_SIZE);
            }
            return file.size();
        }

        @Override
        public void close() throws IOException {
            if (isDead(ownLife)) {
                throw new Crash("a close after its death");
            }
        }
    }

    /** The file of this path, or null. */
    @Nullable
    SimulatedFile file(String path) {
        return names.visible().get(path);
    }

    /** What every file of a directory would show if the disk had kept its word. */
    Map<String, byte[]> promised(String prefix) {
        Map<String, byte[]> images = new TreeMap<>();
        names.visible().forEach((path, file) -> images.put(path, file.promised()));
        names.lost().forEach((path, file) -> images.put(path, file.promised()));
        images.keySet().removeIf(path -> !path.startsWith(prefix));
        return images;
    }

    /** Places where the disk shows something else than it has promised, in order of paths and offsets. */
    List<DamagedPlace> damage() {
        List<DamagedPlace> places = new ArrayList<>();
        names.visible().forEach((path, file) -> {
            for (int at = file.nextDamage(0); at >= 0; ) {
                places.add(new DamagedPlace(path, at, file.isShown(at)));
                at = file.nextDamage((at / SECTOR_BYTES + 1) * SECTOR_BYTES);
            }
        });
        names.lost().keySet().forEach(path -> places.add(new DamagedPlace(path, -1, true)));
        places.sort(Comparator.comparing(DamagedPlace::path).thenComparing(DamagedPlace::offset));
        return places;
    }

    /** Somebody brings back what the disk has promised. */
    void heal() {
        names.visible().values().forEach(SimulatedFile::healAll);
        names.bringBackLost();
    }
}
