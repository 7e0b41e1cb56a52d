package org.medsettle.engine;

import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.EpochClock;
import org.medsettle.common.FatalErrorHandler;
import org.medsettle.journal.CommandLog;
import org.medsettle.state.LedgerStores;

/**
 * What an engine is put together from.
 *
 * <p>Threads: any, immutable.
 *
 * @param stores makes empty stores; more than once when a snapshot turns out to be damaged
 * @param snapshots where snapshots are; null for an engine that takes none and replays everything
 * @param progress is told the sequence that recovery has come to, now and then
 */
public record EngineParts(
        Supplier<LedgerStores> stores,
        CommandLog log,
        @Nullable SnapshotParts snapshots,
        EpochClock clock,
        ReplyPort replies,
        FatalErrorHandler fatal,
        LongConsumer progress) {}
