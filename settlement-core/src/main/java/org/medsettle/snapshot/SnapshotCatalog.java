package org.medsettle.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.medsettle.common.ThreadSafe;
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

    /** Lets all but the newest {@code keep} go and answers the sequence of the oldest one kept, -1 for none. */
    public long retain(int keep) throws IOException {
        List<Long> sequences = sequences();
        for (int i = sequences.size() - 1; i >= keep; i--) {
            files.delete(nameOf(sequences.get(i)));
        }
        if (sequences.size() > keep) {
            files.forceDirectory();
        }
        return sequences.isEmpty() ? -1 : sequences.get(Math.min(keep, sequences.size()) - 1);
    }
}
