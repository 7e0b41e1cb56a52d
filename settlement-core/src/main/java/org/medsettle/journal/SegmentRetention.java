package org.medsettle.journal;

import java.io.IOException;
import java.util.List;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFiles;

/**
 * Deletes segments that nobody needs any more, the oldest first, so that at every moment those that are left have no gap.
 *
 * <p>Threads: one at a time, beside the journal thread: it touches only segments that are no longer written.
 * <p>Failure: {@link IOException}; what was deleted before it stays deleted.
 */
@ThreadConfined(Threads.SNAPSHOT)
final class SegmentRetention {
    private final DiskFiles files;

    SegmentRetention(DiskFiles files) {
        this.files = files;
    }

    /** Keeps the last segment that begins at or before {@code sequence}, and all behind it. */
    void releaseBefore(long sequence) throws IOException {
        List<String> names =
                files.list().stream().filter(SegmentDescriptor::isSegmentName).toList();
        int kept = Math.max(0, SegmentDescriptor.lastBeginningAt(names, sequence));
        for (String name : names.subList(0, kept)) {
            files.delete(name);
        }
        if (kept > 0) {
            files.forceDirectory();
        }
    }
}
