package org.medsettle.backup;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.FullIo;
import org.medsettle.files.Sha256;

/**
 * Copies files from one folder into another: written beside, forced, read back, and only then given their name, which
 * replaces the copy before.
 *
 * <p>Threads: one. Units: bytes. Failure: {@link BackupException} when a side fails; a file that is no longer there is a
 * {@link VanishedException}. Either way nothing half is left under a name that counts.
 */
@ThreadConfined(Threads.CALLER)
final class FileCopy {
    /** Behind the name of a file as long as it is being written; never read by anything else. */
    static final String SUFFIX = ".copying";

    /** Behind the name of a file that is whole, but not to be found yet. */
    static final String READY_SUFFIX = ".ready";

    private static final int CHUNK_BYTES = 1 << 20;
    private static final int FORCE_EVERY_BYTES = 32 << 20;

    private final DiskFiles from;
    private final DiskFiles to;
    private final Path target;
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
    private long bytes;

    FileCopy(DiskFiles from, DiskFiles to, Path target) {
        this.from = from;
        this.to = to;
        this.target = target;
    }

    /** Bytes copied so far, by all calls. */
    long bytes() {
        return bytes;
    }

    /**
     * Copies the first {@code usedBytes} of a file into one of {@code fileBytes}, the rest of which is zero, and answers the
     * SHA-256 of what it has copied. The copy has no name yet: {@link #name} gives it, {@link #discard} lets it go.
     *
     * @param isDense whether zeroes are written out, for a file that is to be written on
     */
    String copy(String name, long usedBytes, long fileBytes, boolean isDense) {
        discard(name);
        try (DiskFile source = open(from, name)) {
            String sha256 = write(name, source, usedBytes, fileBytes, isDense);
            readBack(name, usedBytes, fileBytes, sha256);
            bytes += usedBytes;
            return sha256;
        } catch (IOException e) {
            throw new BackupException("cannot read " + name + ": " + e.getMessage(), e);
        } catch (BackupException e) {
            discard(name);
            throw e;
        }
    }

    /** Opens a file that may have been let go by now. */
    static DiskFile open(DiskFiles files, String name) throws IOException {
        try {
            return files.open(name, false);
        } catch (FileNotFoundException | NoSuchFileException gone) {
            throw new VanishedException(name);
        }
    }

    private String write(String name, DiskFile source, long usedBytes, long fileBytes, boolean isDense)
            throws IOException {
        MessageDigest digest = Sha256.digest();
        DiskFile copy = attempt(name, () -> to.create(name + SUFFIX));
        try {
            for (long at = 0; at < usedBytes; at += CHUNK_BYTES) {
                chunk.clear().limit((int) Math.min(CHUNK_BYTES, usedBytes - at));
                FullIo.read(source, chunk, at);
                digest.update(chunk.flip());
                put(name, copy, chunk.rewind(), at, isDense);
            }
            fill(name, copy, usedBytes, fileBytes, isDense);
            attempt(name, () -> {
                copy.force(true);
                return copy;
            });
        } finally {
            close(name, copy);
        }
        return Sha256.hex(digest.digest());
    }

    private void put(String name, DiskFile copy, ByteBuffer content, long at, boolean isDense) {
        if (isDense || !isZero(content)) {
            attempt(name, () -> {
                FullIo.write(copy, content, at);
                if ((at / CHUNK_BYTES + 1) % (FORCE_EVERY_BYTES / CHUNK_BYTES) == 0) {
                    copy.force(false);
                }
                return copy;
            });
        }
    }

    /** Zeroes to the end; where they need not be written out, one byte gives the file its length. */
    private void fill(String name, DiskFile copy, long usedBytes, long fileBytes, boolean isDense) {
        attempt(name, () -> {
            long at = isDense ? usedBytes : fileBytes - 1;
            if (copy.size() >= fileBytes) {
                return copy;
            }
            for (; at < fileBytes; at += CHUNK_BYTES) {
                chunk.clear().limit((int) Math.min(CHUNK_BYTES, fileBytes - at));
                while (chunk.hasRemaining()) {
                    chunk.put((byte) 0);
                }
                FullIo.write(copy, chunk.flip(), at);
            }
            return copy;
        });
    }

    private static boolean isZero(ByteBuffer content) {
        for (int i = 0; i < content.limit(); i++) {
            if (content.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private void readBack(String name, long usedBytes, long fileBytes, String sha256) {
        attempt(name, () -> {
            try (DiskFile copy = to.open(name + SUFFIX, false)) {
                if (copy.size() != fileBytes || !Sha256.of(copy, usedBytes).equals(sha256)) {
                    throw new IOException("it does not read back as it was written");
                }
            }
            return name;
        });
    }

    /** Gives a copy its name; one of that name is replaced. */
    void name(String name) {
        move(name, SUFFIX, "");
    }

    /** Keeps a copy that is whole until everything it belongs to is there as well: {@link #nameReady} names it. */
    void keepReady(String name) {
        move(name, SUFFIX, READY_SUFFIX);
    }

    /** Gives a copy that was kept its name. */
    void nameReady(String name) {
        move(name, READY_SUFFIX, "");
    }

    private void move(String name, String from, String to) {
        attempt(name, () -> {
            Files.move(
                    target.resolve(name + from),
                    target.resolve(name + to),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            this.to.forceDirectory();
            return name;
        });
    }

    /** Lets a copy go that has no name yet. */
    void discard(String name) {
        attempt(name, () -> Files.deleteIfExists(target.resolve(name + SUFFIX)));
    }

    private void close(String name, DiskFile copy) {
        attempt(name, () -> {
            copy.close();
            return name;
        });
    }

    private <T> T attempt(String name, Writing<T> writing) {
        try {
            return writing.run();
        } catch (IOException e) {
            throw new BackupException(
                    "cannot write " + target.resolve(name) + ": " + e.getMessage()
                            + "; nothing half is left under its name: free space or mend the disk, and run this again",
                    e);
        }
    }

    /** Something that writes, or reads what was written. */
    @FunctionalInterface
    private interface Writing<T> {
        T run() throws IOException;
    }

    /** A file was there a moment ago: a running node lets old ones go. */
    static final class VanishedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        VanishedException(String name) {
            super(name, null, false, false);
        }
    }
}
