package org.medsettle.sim;

import org.medsettle.files.DiskFiles;

/** Bugs that can be planted into a node, to see that the simulator finds them. */
enum PlantedBug {
    NONE,
    /** The gate does not wait for the journal. */
    REPLY_BEFORE_FORCE,
    /** A force is answered before it is made. */
    FORCE_LATER,
    /** A force that failed is made once more, and its success is believed. */
    RETRY_FORCE,
    /** Names of new segments are never forced. */
    SKIP_DIRECTORY_FORCE,
    /** Recovery cuts the last whole batch as well. */
    CUT_ONE_BATCH_MORE,
    /** Recovery does not write the last batch again. */
    SKIP_TAIL_REWRITE;

    /** The files as a node with this bug uses them. */
    DiskFiles plantedInto(DiskFiles files) {
        return switch (this) {
            case NONE, REPLY_BEFORE_FORCE, CUT_ONE_BATCH_MORE -> files;
            case FORCE_LATER, RETRY_FORCE, SKIP_DIRECTORY_FORCE, SKIP_TAIL_REWRITE -> new BrokenFiles(files, this);
        };
    }
}
