package org.medsettle.gateway.admin.drop;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.common.LineBlocks;
import org.medsettle.common.ThreadConfined;
import org.medsettle.gateway.admin.csv.CsvLine;
import org.medsettle.gateway.admin.csv.CsvLines;
import org.medsettle.gateway.admin.csv.FeedLineDecoder;

/**
 * Reads a dropped file from its first byte to its last: every line becomes part of a command, every byte of the checksum.
 * A first reading only checks, a second one delivers; both see the whole file, so a file that changes between them shows.
 *
 * <p>Memory is bounded whatever the file holds. Failure: broken lines are kept, the first {@value #PROBLEMS_KEPT} of them in
 * words.
 */
@ThreadConfined("drop-folder")
final class FeedReader {
    static final int PROBLEMS_KEPT = 100;
    private static final int BLOCK_BYTES = 1 << 18;

    /** Takes the commands of a reading. */
    @FunctionalInterface
    interface Commands {
        void take(Command command) throws IOException, InterruptedException;
    }

    private final Command command = new Command();
    private final List<String> problems = new ArrayList<>();
    private long entries;
    private long badLines;
    private String checksum = "";

    /** Reads the file; {@code commands} is {@code null} for a reading that only checks. */
    void read(Path file, FeedLineDecoder decoder, @Nullable Commands commands)
            throws IOException, InterruptedException {
        MessageDigest digest = sha256();
        problems.clear();
        entries = 0;
        badLines = 0;
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), digest);
                LineBlocks blocks = new LineBlocks(in, BLOCK_BYTES)) {
            String refusal = new CsvLines(blocks.header().getBytes(StandardCharsets.UTF_8)).open(decoder.columns());
            if (refusal == null) {
                readLines(blocks, decoder, commands);
            } else {
                problem(refusal);
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
        checksum = HexFormat.of().formatHex(digest.digest());
    }

    private void readLines(LineBlocks blocks, FeedLineDecoder decoder, @Nullable Commands commands)
            throws IOException, InterruptedException {
        LineBlocks.Block block = blocks.next();
        while (block != null) {
            CsvLines lines = new CsvLines(block.bytes());
            lines.open(decoder.columns());
            readBlock(block, lines, decoder, commands);
            block = blocks.next();
        }
    }

    private void readBlock(LineBlocks.Block block, CsvLines lines, FeedLineDecoder decoder, @Nullable Commands commands)
            throws IOException, InterruptedException {
        int added = 0;
        decoder.begin(command);
        CsvLine line = lines.next();
        while (line != null) {
            String reason = line.reason() != null ? line.reason() : decoder.add(line, command);
            if (reason == null) {
                entries++;
                added++;
            } else {
                problem("line " + block.fileLine(line.number()) + ": " + reason);
            }
            line = lines.next();
            if (added > 0 && (line == null || added == decoder.linesPerCommand())) {
                decoder.finish(command);
                if (commands != null) {
                    commands.take(command);
                }
                decoder.begin(command);
                added = 0;
            }
        }
    }

    private void problem(String text) {
        badLines++;
        if (problems.size() < PROBLEMS_KEPT) {
            problems.add(text);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** Good lines of the last reading. */
    long entries() {
        return entries;
    }

    /** Lower-case hex of the SHA-256 of every byte of the last reading. */
    String checksum() {
        return checksum;
    }

    /** What was wrong with lines of the last reading, empty for nothing. */
    List<String> problems() {
        List<String> told = new ArrayList<>(problems);
        if (badLines > problems.size()) {
            told.add("and " + (badLines - problems.size()) + " more");
        }
        return told;
    }
}
