package org.medsettle.gateway.cli.imports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.LineBlocks;

/**
 * One import file on its way into a node.
 *
 * <p>Threads: one. Failure: {@link ImportException}; what is already in stays in, and the file may be imported again from
 * its beginning.
 */
public final class ImportRun {
    private static final int PIECE_BYTES = 1 << 19;

    private final ImportDoor door;
    private final ImportProgress progress;

    public ImportRun(ImportDoor door, ImportProgress progress) {
        this.door = door;
        this.progress = progress;
    }

    /** What came of a file; {@code inForce} is false for a feed that was not committed. */
    public record Outcome(
            long accepted, long repeated, long rejected, Path rejects, boolean inForce, long ratePerSecond) {
        public long lines() {
            return accepted + repeated + rejected;
        }
    }

    /** Imports a file of {@code kind}, as a feed when one is given. */
    public Outcome run(String kind, Path file, @Nullable Feed feed) throws IOException, InterruptedException {
        long total = LineCount.of(file);
        progress.begin(kind, total);
        if (feed != null) {
            door.post(feed.path("begin", total), new byte[0]);
        }
        Outcome outcome = sendAll(feed == null ? kind : feed.path("chunk", total), file);
        boolean inForce = outcome.rejected() == 0;
        if (feed != null && inForce) {
            door.post(feed.path("commit", total), new byte[0]);
        }
        progress.end();
        return new Outcome(
                outcome.accepted(),
                outcome.repeated(),
                outcome.rejected(),
                outcome.rejects(),
                inForce || feed == null,
                outcome.ratePerSecond());
    }

    private Outcome sendAll(String path, Path file) throws IOException, InterruptedException {
        long accepted = 0;
        long repeated = 0;
        long rejected = 0;
        try (LineBlocks pieces = new LineBlocks(Files.newInputStream(file), PIECE_BYTES);
                RejectsFile rejects = new RejectsFile(file, pieces.header())) {
            LineBlocks.Block piece = pieces.next();
            if (piece == null) {
                // Without lines the node still judges the header: a file that is none of its kind is no empty feed.
                door.post(path, pieces.header().getBytes(StandardCharsets.UTF_8));
            }
            while (piece != null) {
                CompletableFuture<byte[]> answer = door.postSoon(path, piece.bytes());
                // The next piece is read while the node works on this one; pieces are sent in the order of the file.
                LineBlocks.Block following = pieces.next();
                PieceOutcome outcome = PieceOutcome.parse(ImportDoor.await(answer));
                accepted += outcome.accepted();
                repeated += outcome.repeated();
                rejected += outcome.rejected().size();
                for (PieceOutcome.Rejection one : outcome.rejected()) {
                    rejects.add(piece.fileLine(one.line()), one.reason(), piece.text(one.line()));
                }
                progress.show(accepted + repeated + rejected, rejected);
                piece = following;
            }
            long lines = accepted + repeated + rejected;
            return new Outcome(accepted, repeated, rejected, rejects.file(), false, progress.rate(lines));
        }
    }
}
