package org.medsettle.gateway.fault;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * A file system in a file, mounted through a loop device, that can lose power: what was not forced is then gone.
 *
 * <p>Threads: the test's. Failure: {@link AssertionError} with what the tools said. {@link #close}, or the end of the JVM,
 * takes mount and device away, whatever state they are in.
 */
@ThreadConfined(Threads.CALLER)
final class LoopDisk implements AutoCloseable {
    private static final long MEBIBYTE = 1L << 20;

    private final Path mount;
    private final Thread cleaner = new Thread(this::release, "unmount");
    private @Nullable String device;
    private boolean isMounted;

    /** File systems of the suite, and the least image they take. */
    enum Kind {
        EXT4(160, "mkfs.ext4", "-q", "-F", "-m", "0"),
        XFS(400, "mkfs.xfs", "-q", "-f");

        private final int megabytes;
        private final String[] make;

        Kind(int megabytes, String... make) {
            this.megabytes = megabytes;
            this.make = make;
        }
    }

    private LoopDisk(Path mount) {
        this.mount = mount;
        Runtime.getRuntime().addShutdownHook(cleaner);
    }

    /** A fresh file system under {@code directory}, with room for some segments. */
    static LoopDisk make(Path directory, Kind kind) throws IOException, InterruptedException {
        return make(directory, kind, kind.megabytes);
    }

    /** The same of a given size. */
    static LoopDisk make(Path directory, Kind kind, int megabytes) throws IOException, InterruptedException {
        String name = kind.name().toLowerCase(Locale.ROOT);
        Machine.needsRoot(kind.make[0], "losetup", "mount", "umount", "xfs_io");
        Path image = directory.resolve(name + ".img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(megabytes * MEBIBYTE);
        }
        format(kind, image);
        return of(image, Files.createDirectories(directory.resolve(name + "-mount")));
    }

    /** A fresh ext4 on something that looks like an image. */
    static LoopDisk make(Path image, Path mount) throws IOException, InterruptedException {
        format(Kind.EXT4, image);
        return of(image, mount);
    }

    private static void format(Kind kind, Path image) throws IOException, InterruptedException {
        String[] make = Arrays.copyOf(kind.make, kind.make.length + 1);
        make[kind.make.length] = image.toString();
        Shell.run(make);
    }

    /** The file system that is in an image already. */
    static LoopDisk of(Path image, Path mount) throws IOException, InterruptedException {
        LoopDisk disk = new LoopDisk(mount);
        try {
            disk.device = Shell.run("losetup", "-f", "--show", image.toString());
            disk.mountIt();
            return disk;
        } catch (IOException | InterruptedException | RuntimeException | Error failed) {
            disk.close();
            throw failed;
        }
    }

    private void mountIt() throws IOException, InterruptedException {
        Shell.run("mount", String.valueOf(device), mount.toString());
        isMounted = true;
    }

    /** Where it is mounted. */
    Path path() {
        return mount;
    }

    /** From now on nothing reaches the image any more, as if the power had gone: every write and force fails. */
    void losePower() throws IOException, InterruptedException {
        Shell.run("xfs_io", "-x", "-c", "shutdown", mount.toString());
    }

    /** Power is back: what the image holds is mounted again. Nobody may use the mount. */
    void remount() throws IOException, InterruptedException {
        Shell.run("umount", mount.toString());
        isMounted = false;
        mountIt();
    }

    /** Grows the image and the ext4 file system on it, while it is mounted. */
    void grow(Path image, int megabytes) throws IOException, InterruptedException {
        Machine.needs("resize2fs");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(megabytes * MEBIBYTE);
        }
        Shell.run("losetup", "-c", String.valueOf(device));
        Shell.run("resize2fs", String.valueOf(device));
    }

    @Override
    public void close() {
        release();
        try {
            Runtime.getRuntime().removeShutdownHook(cleaner);
        } catch (IllegalStateException alreadyGoingDown) {
            // The hook has done it, or will find nothing left to do.
        }
    }

    private synchronized void release() {
        try {
            if (isMounted && Shell.end("umount", mount.toString()).exitCode() != 0) {
                Shell.end("umount", "-l", mount.toString());
            }
            isMounted = false;
            if (device != null) {
                Shell.end("losetup", "-d", device);
                device = null;
            }
        } catch (IOException failed) {
            throw new AssertionError("cannot take " + mount + " away", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
