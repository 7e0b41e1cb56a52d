package org.medsettle.gateway.admin.drop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.CommandType;
import org.medsettle.command.ListBody;
import org.medsettle.command.ResultCode;
import org.medsettle.common.LogEvent;
import org.medsettle.common.ThreadSafe;
import org.medsettle.gateway.admin.FeedMeters;
import org.medsettle.gateway.admin.csv.FeedLineDecoder;
import org.medsettle.gateway.link.CommandLink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Takes feeds of the invalid lists out of a directory: a file counts once its checksum lies beside it, is read twice (to
 * check every line and byte, then to deliver it), and ends in {@code processed/} or, refused whole, in {@code rejected/}.
 *
 * <p>Threads: one of its own. Invariant: a feed is in force before its file is moved, and a file that a crash left in the
 * folder after that is known by its note and only moved. Failure: a node that goes down leaves the file for the next start;
 * a disk that fails is told by metric and log, and tried again.
 */
@ThreadSafe // the thread owns everything but the flag
public final class DropFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DropFolder.class);
    private static final long CLOSE_MS = 5_000;
    /** A commit that announces another count than was received drops the feed. */
    private static final long ABANDON = -1;

    private final DropShelves shelves;
    private final FeedLane lane;
    private final FeedMeters meters;
    private final long scanMs;
    private final FeedReader reader = new FeedReader();
    private final Thread thread;
    private volatile boolean closed;

    private DropFolder(Path folder, long scanMs, CommandLink link, FeedMeters meters) throws IOException {
        this.shelves = new DropShelves(folder);
        this.scanMs = scanMs;
        this.meters = meters;
        lane = new FeedLane(link);
        thread = new Thread(this::run, "drop-folder");
        thread.setDaemon(true);
    }

    /** Makes the directory where it is missing and begins to look at it. */
    public static DropFolder start(Path folder, long scanMs, CommandLink link, FeedMeters meters) throws IOException {
        DropFolder started = new DropFolder(folder, scanMs, link, meters);
        started.thread.start();
        return started;
    }

    private void run() {
        while (!closed) {
            try {
                scan();
                meters.dropFailing(false);
                TimeUnit.MILLISECONDS.sleep(scanMs);
            } catch (FeedLane.NodeGoneException gone) {
                LogEvent.FEED_WAITS.by(LOG).log("a dropped feed waits: {}", gone.getMessage());
                return;
            } catch (InterruptedException told) {
                return;
            } catch (IOException failed) {
                LogEvent.DROP_FOLDER_FAILED
                        .by(LOG)
                        .setCause(failed)
                        .log("the drop folder cannot be used, trying again");
                meters.dropFailing(true);
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(scanMs);
        } catch (InterruptedException told) {
            closed = true;
        }
    }

    private void scan() throws IOException, InterruptedException {
        DropShelves.Look look = shelves.look();
        for (DroppedFeed feed : look.complete()) {
            take(feed);
        }
        meters.dropFolder(look.waiting(), shelves.rejectedCount());
    }

    private void take(DroppedFeed feed) throws IOException, InterruptedException {
        List<String> reasons = refusal(feed);
        if (reasons == null) {
            shelves.process(feed);
            meters.applied(feed.level());
            event(LogEvent.FEED_APPLIED, feed)
                    .log("feed {} {} is in force, {} lines", feed.level(), feed.version(), reader.entries());
        } else {
            shelves.reject(feed, reasons);
            meters.rejected(feed.level());
            event(LogEvent.FEED_REJECTED, feed)
                    .log(
                            "feed {} {} is rejected, the list stays as it is: {}",
                            feed.level(),
                            feed.version(),
                            reasons.get(0));
        }
    }

    private static LoggingEventBuilder event(LogEvent event, DroppedFeed feed) {
        return event.by(LOG).addKeyValue("level", feed.level()).addKeyValue("version", feed.version());
    }

    /** Puts the feed in force, or answers why not. */
    private @Nullable List<String> refusal(DroppedFeed feed) throws IOException, InterruptedException {
        String announced = feed.announcedChecksum();
        if (announced == null) {
            return List.of("the checksum file does not begin with the 64 hex digits of a SHA-256");
        }
        reader.read(feed.file(), decoder(feed, 0), null);
        if (!reader.checksum().equals(announced)) {
            return List.of("the file's SHA-256 is " + reader.checksum() + ", announced was " + announced
                    + ": it is not the whole file, or another");
        }
        if (!reader.problems().isEmpty()) {
            return reader.problems();
        }
        if (feed.baseVersion() != 0 && reader.entries() > ListBody.DELTA_ENTRIES_TAKEN) {
            return List.of("a delta has at most " + ListBody.DELTA_ENTRIES_TAKEN
                    + " lines; send several, each on the one before, or a full feed");
        }
        long inForce = lane.versionInForce(feed.level());
        if (inForce == feed.version() && shelves.isNoted(feed, announced)) {
            return null;
        }
        if (feed.version() <= inForce || (feed.baseVersion() != 0 && feed.baseVersion() != inForce)) {
            return List.of(
                    "version " + inForce + " is in force; a feed must have a higher one, and a delta must be on it");
        }
        return deliver(feed, announced);
    }

    private @Nullable List<String> deliver(DroppedFeed feed, String announced)
            throws IOException, InterruptedException {
        long entries = reader.entries();
        ResultCode code = lane.step(CommandType.FEED_BEGIN, feed, entries);
        if (code != ResultCode.OK) {
            return List.of("the ledger refused to begin it: " + code);
        }
        reader.read(feed.file(), decoder(feed, entries), lane::send);
        code = lane.settle();
        if (!reader.checksum().equals(announced)) {
            lane.step(CommandType.FEED_COMMIT, feed, ABANDON);
            return List.of("the file changed while it was read");
        }
        if (code != ResultCode.OK) {
            lane.step(CommandType.FEED_COMMIT, feed, ABANDON);
            return List.of("the ledger refused a piece of it: " + code + "; was the same list fed from elsewhere?");
        }
        shelves.note(feed, announced);
        code = lane.step(CommandType.FEED_COMMIT, feed, entries);
        return code == ResultCode.OK
                ? null
                : List.of("the ledger refused to commit it: " + code
                        + "; a full feed names each card once, and no other feed of the list may come between");
    }

    private static FeedLineDecoder decoder(DroppedFeed feed, long entries) {
        return new FeedLineDecoder(feed.level(), feed.version(), feed.baseVersion(), entries);
    }

    /** Stops looking; a feed under way is left for the next start. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }
}
