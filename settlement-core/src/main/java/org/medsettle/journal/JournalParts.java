package org.medsettle.journal;

import org.medsettle.common.EpochClock;
import org.medsettle.files.DiskFiles;

/**
 * What a local journal is built from. The clock only dates segment headers and marks; commands bring their own time.
 *
 * <p>Threads: any, immutable.
 */
record JournalParts(
        DiskFiles files, JournalConfig config, EpochClock clock, SyncListener listener, JournalCounters counters) {}
