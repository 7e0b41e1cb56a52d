package org.medsettle.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.ThreadSafe;
import org.medsettle.common.Threads;

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

    private final Path directory;

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
        Path path = directory.resolve(name);
        if (!Files.isRegularFile(path)) {
            throw new FileNotFoundException(path + " is not a regular file");
        }
        return new ChannelFile(
                writable
                        ? FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)
                        : FileChannel.open(path, StandardOpenOption.READ));
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

    /** Makes the entries of a directory durable. */
    public static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** A file channel under the port's name. */
    @ThreadConfined(Threads.JOURNAL)
    private record ChannelFile(FileChannel channel) implements DiskFile {
        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            return channel.write(source, position);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return channel.read(target, position);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            channel.force(metadata);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
