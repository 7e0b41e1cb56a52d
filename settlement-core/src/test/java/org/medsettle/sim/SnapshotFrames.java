package org.medsettle.sim;

import java.util.List;
import org.medsettle.snapshot.Frame;

/**
 * Frames for one snapshot at a time: few, so that the copy has to wait for the writer. They are large, so that a thread
 * makes them once for all its seeds.
 */
record SnapshotFrames(List<Frame> runs, Frame last) {
    private static final ThreadLocal<SnapshotFrames> OWN = ThreadLocal.withInitial(
            () -> new SnapshotFrames(List.of(Frame.ofRuns(), Frame.ofRuns(), Frame.ofRuns()), Frame.ofFinal()));

    static SnapshotFrames own() {
        return OWN.get();
    }
}
