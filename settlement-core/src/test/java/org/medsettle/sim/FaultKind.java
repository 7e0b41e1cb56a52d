package org.medsettle.sim;

/** What the simulator does to a node. Every kind must really happen in a run of many seeds, or the run says so. */
enum FaultKind {
    /** The process dies; the kernel goes on showing what was written. */
    PROCESS_CRASH,
    /** The machine loses power; what was not forced is there or not, sector by sector. */
    POWER_LOSS,
    /** A loss of power left a part of a write. */
    TORN_WRITE,
    /** A loss of power left a later sector and not an earlier one. */
    REORDERED_WRITE,
    /** A loss of power left some changes of names and not others that had been made before them. */
    REORDERED_NAMES,
    /** The cache was emptied of pages that a failed force had left clean. */
    EVICTION,
    /** The disk reported a force as done and kept the old sectors. */
    DROPPED_WRITE,
    /** The disk put sectors somewhere else. */
    MISDIRECTED_WRITE,
    /** One bit of what was read was wrong; the disk holds it right. */
    READ_FLIP,
    /** One bit of the disk turned. */
    ROT_FLIP,
    /** A sector of the disk turned to zeroes. */
    ROT_ZEROES,
    /** A file is gone, but not the newest segment. */
    ROT_LOST_FILE,
    SHORT_WRITE,
    FULL_DISK,
    FAILED_LIST,
    FAILED_OPEN,
    FAILED_CREATE,
    FAILED_RENAME,
    FAILED_DELETE,
    FAILED_FORCE_DIRECTORY,
    FAILED_READ,
    FAILED_WRITE,
    FAILED_FORCE,
    FAILED_SIZE,
    FAILED_PREPARATION,
    CLOCK_BACK,
    CLOCK_FORWARD
}
