package org.medsettle.journal;

import org.medsettle.common.EpochClock;

/**
 * What a local journal is built from. The clock only dates segment headers and marks; commands bring their own time.
 *
 * <p>Threads: any, immutable.
 */
record JournalParts(
        JournalFiles files, JournalConfig config, EpochClock clock, SyncListener listener, JournalCounters counters) {}
