package org.medsettle.gateway.fault;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * An ext4 file system on a block device that a program of ours serves: image file, nbdkit with a plug-in or filter, nbdfuse,
 * loop device. Slow, and for correctness only.
 *
 * <p>Threads: the test's. Failure: {@link AssertionError}. {@link #close}, or the end of the JVM, takes everything away.
 */
@ThreadConfined(Threads.CALLER)
final class NbdDisk implements AutoCloseable {
    private static final long LIMIT_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long POLL_NS = 10_000_000;

    private final Path fuse;
    private final Process server;
    private final Thread cleaner = new Thread(this::releaseServer, "unmount-fuse");
    private @Nullable LoopDisk disk;

    private NbdDisk(Path fuse, Process server) {
        this.fuse = fuse;
        this.server = server;
        Runtime.getRuntime().addShutdownHook(cleaner);
    }

    /** Makes the image, serves it with {@code nbdkit ARGUMENTS} and mounts a fresh file system on it. */
    static NbdDisk make(Path directory, Path image, int megabytes, List<String> arguments)
            throws IOException, InterruptedException {
        Machine.needsRoot("nbdkit", "nbdfuse", "fusermount3", "mkfs.ext4", "losetup", "mount", "umount", "xfs_io");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength((long) megabytes << 20);
        }
        Path fuse = Files.createDirectories(directory.resolve("nbd"));
        List<String> command =
                new ArrayList<>(List.of("nbdfuse", fuse.resolve("disk").toString(), "--command", "nbdkit", "-s"));
        command.addAll(arguments);
        Path log = directory.resolve("nbdkit.log");
        Process server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        NbdDisk made = new NbdDisk(fuse, server);
        try {
            made.awaitServer(log);
            made.disk = LoopDisk.make(fuse.resolve("disk"), Files.createDirectories(directory.resolve("nbd-mount")));
            return made;
        } catch (IOException | InterruptedException | RuntimeException | Error failed) {
            made.close();
            throw failed;
        }
    }

    private void awaitServer(Path log) throws IOException {
        long deadline = System.nanoTime() + LIMIT_NS;
        while (!Files.exists(fuse.resolve("disk"))) {
            if (!server.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("nbdkit did not come up: " + Files.readString(log));
            }
            LockSupport.parkNanos(POLL_NS);
        }
    }

    LoopDisk disk() {
        if (disk == null) {
            throw new IllegalStateException("not mounted");
        }
        return disk;
    }

    @Override
    public void close() {
        if (disk != null) {
            disk.close();
        }
        releaseServer();
        try {
            Runtime.getRuntime().removeShutdownHook(cleaner);
        } catch (IllegalStateException alreadyGoingDown) {
            // The hook has done it, or will find nothing left to do.
        }
    }

    private synchronized void releaseServer() {
        try {
            if (server.isAlive()) {
                Shell.end("fusermount3", "-u", "-z", fuse.toString());
                if (!server.waitFor(10, TimeUnit.SECONDS)) {
                    server.descendants().forEach(ProcessHandle::destroyForcibly);
                    server.destroyForcibly();
                }
            }
        } catch (IOException failed) {
            throw new AssertionError("cannot take " + fuse + " away", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
