package org.medsettle.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.medsettle.common.ThreadSafe;
import org.medsettle.files.DiskFiles;

/**
 * The segments in a directory by their names; what is in them is not looked at.
 *
 * <p>Threads: any, no state of its own. Failure: {@link IOException} as the disk gives it.
 */
@ThreadSafe
public final class SegmentCatalog {
    private final DiskFiles files;

    public SegmentCatalog(DiskFiles files) {
        this.files = files;
    }

    /** The segments there are, oldest first; a name that cannot be one of a segment has the sequence -1. */
    public List<Segment> segments() throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (String name : files.list()) {
            if (SegmentDescriptor.isSegmentName(name)) {
                segments.add(new Segment(name));
            }
        }
        return segments;
    }

    /** The sequence with which the journal begins; 1 for a journal without segments, too. */
    public long firstSequence() throws IOException {
        List<Segment> segments = segments();
        return segments.isEmpty() ? 1 : segments.get(0).firstSequence();
    }

    /** A segment by its name. */
    public record Segment(String name) {
        /** That of the first command to be written there. */
        public long firstSequence() {
            return SegmentDescriptor.firstSequence(name);
        }
    }
}
