package org.medsettle.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.medsettle.common.ThreadSafe;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;

/**
 * The snapshots in a directory by their names; what is in them is not looked at.
 *
 * <p>Threads: any, no state of its own. Failure: {@link IOException} as the disk gives it.
 */
@ThreadSafe
public final class SnapshotCatalog {
    private final DiskFiles files;

    public SnapshotCatalog(DiskFiles files) {
        this.files = files;
    }

    /** Sequences of the snapshots there are, newest first. */
    public List<Long> sequences() throws IOException {
        List<Long> sequences = new ArrayList<>();
        for (String name : files.list()) {
            long sequence = SnapshotDescriptor.sequenceOf(name);
            if (sequence >= 0) {
                sequences.add(sequence);
            }
        }
        sequences.sort(Comparator.reverseOrder());
        return sequences;
    }

    /** File name of the snapshot behind this sequence. */
    public static String nameOf(long sequence) {
        return SnapshotDescriptor.fileName(sequence);
    }

    /** Bytes of the newest snapshot, 0 for none. */
    public long newestBytes() throws IOException {
        List<Long> sequences = sequences();
        if (sequences.isEmpty()) {
            return 0;
        }
        try (DiskFile newest = files.open(nameOf(sequences.get(0)), false)) {
            return newest.size();
        }
    }

    /** Deletes what was written of a snapshot that never ended; answers whether there was such a file. */
    public boolean tidy() throws IOException {
        if (!files.list().contains(SnapshotDescriptor.WRITING_NAME)) {
            return false;
        }
        files.delete(SnapshotDescriptor.WRITING_NAME);
        return true;
    }

    /**
     * Lets go of all that are older than the newest {@code keep} good ones, and answers the sequence of the oldest of these;
     * -1 while there are fewer. Those known to be {@code bad} do not count, and stay for whoever looks into them.
     */
    public long retain(int keep, Set<Long> bad) throws IOException {
        List<Long> sequences = sequences();
        List<Long> good =
                sequences.stream().filter(sequence -> !bad.contains(sequence)).toList();
        if (good.size() < keep) {
            return -1;
        }
        long oldest = good.get(keep - 1);
        boolean changed = false;
        for (int i = sequences.size() - 1; i >= 0 && sequences.get(i) < oldest; i--) {
            files.delete(nameOf(sequences.get(i)));
            changed = true;
        }
        if (changed) {
            files.forceDirectory();
        }
        return oldest;
    }
}
