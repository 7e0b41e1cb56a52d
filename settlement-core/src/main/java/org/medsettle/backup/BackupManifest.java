package org.medsettle.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.files.DataDirectory;
import org.medsettle.files.PathFiles;
import org.medsettle.files.Sha256;
import org.medsettle.journal.LogPosition;

/**
 * What a backup contains: every file with its length and SHA-256, and the place in the journal where it ends. Plain text,
 * closed by a checksum of its own; {@code docs/ops/backup.md} describes the lines.
 *
 * <p>Threads: any, immutable. Units: epoch milliseconds. Invariant: {@code files} has snapshots first, then segments, each
 * in ascending order.
 *
 * @param createdMs when the run ended that wrote it
 * @param lastTimeMs time of the last command in it
 * @param position place behind the last batch in it
 */
record BackupManifest(long createdMs, long lastTimeMs, LogPosition position, List<BackupFile> files) {
    static final String NAME = DataDirectory.BACKUP_FILE;
    /** Its file before it is named, see {@link PathFiles#replace}. */
    static final String UNNAMED = NAME + PathFiles.UNNAMED_SUFFIX;

    private static final String FIRST_LINE = "medsettle-backup 1";
    private static final int FILE_WORDS = 7;

    BackupManifest {
        files = List.copyOf(files);
    }

    /** Files of one folder. */
    List<BackupFile> in(String folder) {
        return files.stream().filter(file -> file.folder().equals(folder)).toList();
    }

    /** The file, or null when the backup has none of that name. */
    @Nullable
    BackupFile find(String folder, String name) {
        return files.stream()
                .filter(file -> file.folder().equals(folder) && file.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Reads the manifest of a directory; null when it has none. A damaged one is a {@link BackupException}. */
    static @Nullable BackupManifest read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            return null;
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        try {
            return parse(text);
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException damage) {
            throw new BackupException("the manifest " + file + " is damaged: " + damage.getMessage(), damage);
        }
    }

    /** Written beside, forced and renamed over the one before. */
    void write(Path directory) throws IOException {
        PathFiles.replace(directory, NAME, text());
    }

    String text() {
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        text.append("created ").append(Instant.ofEpochMilli(createdMs)).append('\n');
        text.append("sequence ").append(position.sequence()).append('\n');
        text.append("time ").append(Instant.ofEpochMilli(lastTimeMs)).append('\n');
        text.append("chain ").append(position.chainHead()).append('\n');
        text.append("position ").append(position.toText()).append('\n');
        for (BackupFile file : files) {
            text.append(String.join(
                            " ",
                            "file",
                            file.folder(),
                            file.name(),
                            Long.toString(file.fileBytes()),
                            Long.toString(file.usedBytes()),
                            file.sha256(),
                            file.isFinal() ? "final" : "open"))
                    .append('\n');
        }
        String seal = Sha256.of(text.toString());
        return text.append("end ").append(seal).append('\n').toString();
    }

    static BackupManifest parse(String text) {
        int end = text.lastIndexOf("end ");
        String expected = end < 0 ? "" : "end " + Sha256.of(text.substring(0, end)) + "\n";
        if (!text.startsWith(FIRST_LINE + "\n")) {
            throw new IllegalArgumentException("it does not begin with " + FIRST_LINE);
        }
        if (end < 0 || !text.substring(end).equals(expected)) {
            throw new IllegalArgumentException("its last line does not fit what is before it");
        }
        List<String> lines = text.substring(0, end).lines().toList();
        List<BackupFile> files = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("file ")) {
                files.add(file(line.split(" ", -1)));
            }
        }
        return new BackupManifest(
                Instant.parse(value(lines, "created ")).toEpochMilli(),
                Instant.parse(value(lines, "time ")).toEpochMilli(),
                LogPosition.of(value(lines, "position ")),
                files);
    }

    private static String value(List<String> lines, String word) {
        return lines.stream()
                .filter(line -> line.startsWith(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the line " + word.strip() + " is missing"))
                .substring(word.length());
    }

    private static BackupFile file(String[] words) {
        if (words.length != FILE_WORDS || words[2].contains("/")) {
            throw new IllegalArgumentException("not a line of a file: " + String.join(" ", words));
        }
        return new BackupFile(
                words[1],
                words[2],
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                words[5],
                words[6].equals("final"));
    }
}
