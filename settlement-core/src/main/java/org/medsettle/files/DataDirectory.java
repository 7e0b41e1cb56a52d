package org.medsettle.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadSafe;

/**
 * A node's data directory, held by one process at a time: {@code LOCK}, {@code FORMAT} and the folders
 * {@code journal} and {@code snapshot}.
 *
 * <p>Threads: any; immutable after {@link #open}, which one thread calls. The operating system frees the lock of a dead process.
 * <p>Failure: {@link DataDirectoryException} with one line for the operator.
 */
@ThreadSafe
public final class DataDirectory implements AutoCloseable {
    /** 2 since snapshots let the oldest segments go: version 1 would find no beginning. */
    static final int FORMAT_VERSION = 2;

    public static final String FORMAT_FILE = "FORMAT";
    static final String LOCK_FILE = "LOCK";
    /** Manifest of a backup: a directory that has one is a copy, and no node may write in it. */
    public static final String BACKUP_FILE = "BACKUP";
    /** Stands in a directory as long as a restore into it has not ended. */
    public static final String RESTORING_FILE = "RESTORING";

    private static final String FORMAT_PREFIX = "medsettle-data ";

    private final Path directory;
    private final FileChannel lockChannel;

    private DataDirectory(Path directory, FileChannel lockChannel) {
        this.directory = directory;
        this.lockChannel = lockChannel;
    }

    /** Creates what is missing, takes the lock and checks the format. */
    public static DataDirectory open(Path directory) {
        refuseCopies(directory);
        try {
            PathFiles.makeDirectories(directory.resolve("journal"));
            PathFiles.makeDirectories(directory.resolve("snapshot"));
            FileChannel channel =
                    FileChannel.open(directory.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            DataDirectory opened = new DataDirectory(directory, channel);
            opened.lockAndCheck();
            return opened;
        } catch (IOException e) {
            throw new DataDirectoryException("data directory " + directory + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Takes a stopped node's directory for reading and changes nothing in it. Readers may share it; a node cannot start
     * meanwhile.
     */
    public static DataDirectory openForReading(Path directory) {
        if (!Files.isDirectory(directory.resolve("journal")) || !Files.exists(directory.resolve(FORMAT_FILE))) {
            throw new DataDirectoryException(directory + " is not a data directory of a node", null);
        }
        // A copy that was made without the lock file has no node that could hold it.
        boolean hasLock = Files.exists(directory.resolve(LOCK_FILE));
        try {
            FileChannel channel =
                    FileChannel.open(directory.resolve(hasLock ? LOCK_FILE : FORMAT_FILE), StandardOpenOption.READ);
            DataDirectory opened = new DataDirectory(directory, channel);
            opened.shareAndCheck(hasLock);
            return opened;
        } catch (IOException e) {
            throw new DataDirectoryException("data directory " + directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The format line of a directory, which a node may be using meanwhile. Failure: {@link DataDirectoryException} when it is
     * none of ours, or of a newer format.
     */
    public static String formatOf(Path directory) {
        Path file = directory.resolve(FORMAT_FILE);
        if (!Files.isDirectory(directory.resolve("journal")) || !Files.exists(file)) {
            throw new DataDirectoryException(directory + " is not a data directory of a node", null);
        }
        try {
            String line = Files.readString(file, StandardCharsets.US_ASCII);
            checkVersion(directory, file, parseVersion(line));
            return line;
        } catch (IOException e) {
            throw new DataDirectoryException("data directory " + directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Says of which format a new directory is; it must have its folders already. */
    public static void writeFormat(Path directory, String line) throws IOException {
        PathFiles.replace(directory, FORMAT_FILE, line);
    }

    private static void refuseCopies(Path directory) {
        if (Files.exists(directory.resolve(BACKUP_FILE))) {
            throw new DataDirectoryException(
                    directory + " is a backup; restore it into a new directory and start the node there", null);
        }
        if (Files.exists(directory.resolve(RESTORING_FILE))) {
            throw new DataDirectoryException(
                    directory + " is what a restore left that did not end; delete it and restore again", null);
        }
    }

    /** The folder of segments. */
    public Path journal() {
        return directory.resolve("journal");
    }

    /** The folder of snapshots. */
    public Path snapshots() {
        return directory.resolve("snapshot");
    }

    /** Bytes that can still be written here; a disk that cannot be asked counts as full. */
    public long usableBytes() {
        return directory.toFile().getUsableSpace();
    }

    public Path path() {
        return directory;
    }

    /** Frees the lock. */
    @Override
    public void close() {
        try {
            lockChannel.close();
        } catch (IOException e) {
            throw new DataDirectoryException("the lock of " + directory + " cannot be freed", e);
        }
    }

    private void lockAndCheck() throws IOException {
        boolean sound = false;
        try {
            if (tryLock(false) == null) {
                throw new DataDirectoryException(
                        "data directory " + directory
                                + " is in use by another process; stop that one first, or name another data.dir",
                        null);
            }
            checkFormat(true);
            PathFiles.force(directory);
            sound = true;
        } finally {
            if (!sound) {
                lockChannel.close();
            }
        }
    }

    private void shareAndCheck(boolean hasLock) throws IOException {
        boolean sound = false;
        try {
            if (hasLock && tryLock(true) == null) {
                throw new DataDirectoryException(
                        "data directory " + directory + " is in use; stop its node first, or read a copy", null);
            }
            checkFormat(false);
            sound = true;
        } finally {
            if (!sound) {
                lockChannel.close();
            }
        }
    }

    private @Nullable FileLock tryLock(boolean shared) throws IOException {
        try {
            return lockChannel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** A directory of an older format becomes one of this version when a node takes it; readers leave it as it is. */
    private void checkFormat(boolean isOurs) throws IOException {
        Path file = directory.resolve(FORMAT_FILE);
        if (!Files.exists(file)) {
            writeFormat(directory, FORMAT_PREFIX + FORMAT_VERSION + "\n");
            return;
        }
        int version = parseVersion(Files.readString(file, StandardCharsets.US_ASCII));
        checkVersion(directory, file, version);
        if (isOurs && version < FORMAT_VERSION) {
            writeFormat(directory, FORMAT_PREFIX + FORMAT_VERSION + "\n");
        }
    }

    private static void checkVersion(Path directory, Path file, int version) {
        if (version > FORMAT_VERSION) {
            throw new DataDirectoryException(
                    "data directory " + directory + " has format " + version + ", this version knows " + FORMAT_VERSION,
                    null);
        }
        if (version < 1) {
            throw new DataDirectoryException("file " + file + " is damaged or not ours", null);
        }
    }

    private static int parseVersion(String content) {
        String line = content.strip();
        if (!line.startsWith(FORMAT_PREFIX)) {
            return -1;
        }
        try {
            return Integer.parseInt(line.substring(FORMAT_PREFIX.length()));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
