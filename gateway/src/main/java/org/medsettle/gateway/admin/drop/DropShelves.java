package org.medsettle.gateway.admin.drop;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.medsettle.common.ThreadConfined;
import org.medsettle.domain.list.ListLevel;

/**
 * The drop folder on disk: what waits in it, {@code processed/}, {@code rejected/} with a reason beside each file, and for
 * each list a note of the file that was last put in force.
 *
 * <p>Invariant: a file is moved before its checksum, so what a crash leaves behind is a checksum alone, and the next look
 * brings it after. Files are moved by rename within the folder.
 */
@ThreadConfined("drop-folder")
final class DropShelves {
    static final String PROCESSED = "processed";
    static final String REJECTED = "rejected";
    static final String REASON = ".reason.txt";

    private final Path folder;

    DropShelves(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve(PROCESSED));
        Files.createDirectories(folder.resolve(REJECTED));
    }

    /** What lies in the folder: feeds that are complete, and how many files wait for their other half. */
    record Look(List<DroppedFeed> complete, int waiting) {}

    Look look() throws IOException {
        List<DroppedFeed> complete = new ArrayList<>();
        int waiting = 0;
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = String.valueOf(file.getFileName());
            DroppedFeed feed = DroppedFeed.of(file);
            if (feed != null && Files.exists(feed.checksumFile())) {
                complete.add(feed);
            } else if (!name.startsWith(".") && !isChecksumOf(file, files) && !isFinished(file, name)) {
                waiting++;
            }
        }
        complete.sort(DroppedFeed.ORDER);
        return new Look(complete, waiting);
    }

    private static boolean isChecksumOf(Path file, List<Path> files) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(DroppedFeed.CHECKSUM)
                && files.contains(
                        file.resolveSibling(name.substring(0, name.length() - DroppedFeed.CHECKSUM.length())));
    }

    /** Brings a checksum after its file, which a crash has left behind. */
    private boolean isFinished(Path file, String name) throws IOException {
        if (!name.endsWith(DroppedFeed.CHECKSUM)) {
            return false;
        }
        String feed = name.substring(0, name.length() - DroppedFeed.CHECKSUM.length());
        for (String shelf : List.of(PROCESSED, REJECTED)) {
            Path target = folder.resolve(shelf);
            if (Files.exists(target.resolve(feed)) && !Files.exists(target.resolve(name))) {
                move(file, target.resolve(name));
                return true;
            }
        }
        return false;
    }

    /** Files that were rejected and have not been taken away since. */
    int rejectedCount() throws IOException {
        try (Stream<Path> listed = Files.list(folder.resolve(REJECTED))) {
            return (int) listed.filter(file -> file.toString().endsWith(REASON)).count();
        }
    }

    void process(DroppedFeed feed) throws IOException {
        shelve(feed, folder.resolve(PROCESSED));
    }

    void reject(DroppedFeed feed, List<String> reasons) throws IOException {
        Path shelf = folder.resolve(REJECTED);
        write(shelf.resolve(feed.name() + REASON), String.join("\n", reasons) + "\n");
        shelve(feed, shelf);
    }

    private static void shelve(DroppedFeed feed, Path shelf) throws IOException {
        Path checksum = shelf.resolve(feed.name() + DroppedFeed.CHECKSUM);
        Files.deleteIfExists(checksum);
        move(feed.file(), shelf.resolve(feed.name()));
        move(feed.checksumFile(), checksum);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Notes, before its commit, which file is about to be in force. */
    void note(DroppedFeed feed, String checksum) throws IOException {
        write(noteOf(feed.level()), feed.version() + " " + checksum + "\n");
    }

    /** True when the file with this checksum is the last one that was noted for its list. */
    boolean isNoted(DroppedFeed feed, String checksum) throws IOException {
        try {
            return Files.readString(noteOf(feed.level()), StandardCharsets.US_ASCII)
                    .equals(feed.version() + " " + checksum + "\n");
        } catch (NoSuchFileException none) {
            return false;
        }
    }

    private Path noteOf(ListLevel level) {
        return folder.resolve(".last-" + level);
    }

    /** Replaces a file whole. */
    private static void write(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.UTF_8.encode(text));
            channel.force(true);
        }
        move(fresh, file);
    }
}
