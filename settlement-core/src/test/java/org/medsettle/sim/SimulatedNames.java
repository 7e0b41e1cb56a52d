package org.medsettle.sim;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medsettle.model.Dice;

/**
 * The names on a simulated disk: as the kernel shows them, as they are on the disk, and the changes in between.
 *
 * <p>Threads: one.
 */
final class SimulatedNames {
    private final Dice dice;
    private final Coverage coverage;
    private TreeMap<String, SimulatedFile> visible = new TreeMap<>();
    private final TreeMap<String, SimulatedFile> durable = new TreeMap<>();
    private final TreeMap<String, SimulatedFile> lost = new TreeMap<>();
    private final List<Change> pending = new ArrayList<>();

    SimulatedNames(Dice dice, Coverage coverage) {
        this.dice = dice;
        this.coverage = coverage;
    }

    Map<String, SimulatedFile> visible() {
        return visible;
    }

    /** Files that were taken away behind everybody's back. */
    Map<String, SimulatedFile> lost() {
        return lost;
    }

    List<String> list(String prefix) {
        return new ArrayList<>(visible.keySet().stream()
                .filter(path -> path.startsWith(prefix))
                .map(path -> path.substring(prefix.length()))
                .toList());
    }

    SimulatedFile create(String path) throws IOException {
        if (visible.containsKey(path)) {
            throw new IOException(path + " exists");
        }
        SimulatedFile file = new SimulatedFile();
        change(new Change("", path, file));
        return file;
    }

    void rename(String from, String to) throws IOException {
        if (visible.containsKey(to)) {
            throw new IOException(to + " exists");
        }
        change(new Change(from, to, existing(from)));
    }

    void delete(String path) throws IOException {
        change(new Change(path, "", existing(path)));
    }

    private SimulatedFile existing(String path) throws IOException {
        SimulatedFile file = visible.get(path);
        if (file == null) {
            throw new FileNotFoundException(path);
        }
        return file;
    }

    private void change(Change change) {
        change.apply(visible);
        pending.add(change);
    }

    /** Every change in this directory is on the disk. */
    void force(String prefix) {
        pending.removeIf(change -> change.isIn(prefix) && change.apply(durable));
    }

    /** A force has failed: the first changes are on the disk, the others still wait. */
    void forceSome(String prefix) {
        while (!pending.isEmpty() && pending.get(0).isIn(prefix) && dice.percent(50)) {
            pending.remove(0).apply(durable);
        }
    }

    /** Of what waits some is there and some is not; mostly in order, as file systems with a journal have it. */
    void losePower() {
        boolean ordered = dice.percent(60);
        int keep = dice.of(0, 50, 90, 100) > 0 ? (int) dice.of(30, 60, 90, 100) : 0;
        boolean skipped = false;
        for (Change change : pending) {
            boolean arrives = dice.percent(keep) && !(ordered && skipped);
            if (arrives) {
                change.apply(durable);
                if (skipped) {
                    coverage.fault(FaultKind.REORDERED_NAMES);
                }
            }
            skipped |= !arrives;
        }
        pending.clear();
        visible = new TreeMap<>(durable);
    }

    /** A file vanishes. */
    void lose(String path) {
        SimulatedFile file = visible.remove(path);
        if (file != null) {
            durable.remove(path);
            lost.put(path, file);
        }
    }

    void bringBackLost() {
        visible.putAll(lost);
        durable.putAll(lost);
        lost.clear();
    }

    /** One change of a name: of nothing to a name, of a name to another, or of a name to nothing. */
    private record Change(String from, String to, SimulatedFile file) {
        boolean isIn(String prefix) {
            return from.startsWith(prefix) || to.startsWith(prefix);
        }

        /** Changes the table if what it builds upon is there; answers true. */
        boolean apply(Map<String, SimulatedFile> names) {
            if (!from.isEmpty() && names.get(from) != file) {
                return true;
            }
            names.remove(from);
            if (!to.isEmpty()) {
                names.put(to, file);
            }
            return true;
        }
    }
}
