package org.medsettle.files;

import com.sun.nio.file.ExtendedOpenOption;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.medsettle.common.ThreadSafe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of the file system.
 *
 * <p>Threads: any, no state of its own. Failure: {@link IOException} as the file system gives it. A thread that is
 * interrupted while it writes closes the file it writes: threads of the journal are never interrupted.
 */
@ThreadSafe
public final class PathFiles implements DiskFiles {
    /** What a file that {@link #replace} writes is called before it gets its name. */
    public static final String UNNAMED_SUFFIX = ".new";

    private static final Logger LOG = LoggerFactory.getLogger(PathFiles.class);
    private static final Set<OpenOption> READ_ONLY = Set.of(StandardOpenOption.READ);
    private static final Set<OpenOption> READ_AND_WRITE = Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final Path directory;
    /** Of direct files that have been closed; there are as many as such files were open at once, so few. */
    private final Queue<ByteBuffer> idleStages = new ConcurrentLinkedQueue<>();

    public PathFiles(Path directory) {
        this.directory = directory;
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    @Override
    public DiskFile open(String name, boolean writable) throws IOException {
        return new ChannelFile(FileChannel.open(existing(name), writable ? READ_AND_WRITE : READ_ONLY));
    }

    private Path existing(String name) throws FileNotFoundException {
        Path path = directory.resolve(name);
        if (!Files.isRegularFile(path)) {
            throw new FileNotFoundException(path + " is not a regular file");
        }
        return path;
    }

    @Override
    public DiskFile openDirect(String name) throws IOException {
        return direct(name, false);
    }

    private DiskFile direct(String name, boolean writable) throws IOException {
        Path path = existing(name);
        Set<OpenOption> modes = new HashSet<>(writable ? READ_AND_WRITE : READ_ONLY);
        modes.add(ExtendedOpenOption.DIRECT);
        try {
            if (Files.getFileStore(path).getBlockSize() <= BLOCK_BYTES) {
                return new DirectFile(FileChannel.open(path, modes), idleStages);
            }
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("{} goes through the page cache: {}", path, e.toString());
        }
        DiskFile cached = open(name, writable); // a file that cannot be opened at all says so here
        return writable ? new SteadyFile(cached) : cached;
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return new ChannelFile(FileChannel.open(
                directory.resolve(name),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
    }

    @Override
    public DiskFile createDirect(String name) throws IOException {
        create(name).close();
        return direct(name, true);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        if (Files.exists(directory.resolve(to))) {
            throw new FileAlreadyExistsException(to);
        }
        Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(directory.resolve(name));
    }

    @Override
    public void forceDirectory() throws IOException {
        force(directory);
    }

    /** Puts a small text file in the place of the one before, as a whole or not at all, and makes it durable. */
    public static void replace(Path directory, String name, String text) throws IOException {
        Path temporary = directory.resolve(name + UNNAMED_SUFFIX);
        Files.writeString(temporary, text, StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(temporary, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        force(directory);
    }

    /**
     * Makes a directory, and those above it that are missing, so that it does not go with the power: every one that got a new
     * entry is forced.
     */
    public static Path makeDirectories(Path directory) throws IOException {
        Path existing = directory.toAbsolutePath().normalize();
        List<Path> changed = new ArrayList<>();
        while (!Files.isDirectory(existing)) {
            existing = Objects.requireNonNull(existing.getParent()); // the root is a directory
            changed.add(existing);
        }
        Files.createDirectories(directory);
        for (Path path : changed) {
            force(path);
        }
        return directory;
    }

    /** Makes the entries of a directory durable. */
    public static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
