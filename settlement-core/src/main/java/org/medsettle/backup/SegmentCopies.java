package org.medsettle.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.FullIo;
import org.medsettle.files.Sha256;

/**
 * Copies journal segments into a backup. All but the last are closed and never change again, so that what the backup has
 * of them stays; the last is copied as far as it was read.
 *
 * <p>Threads: one. Units: bytes. Failure: as {@link FileCopy}.
 */
@ThreadConfined(Threads.CALLER)
final class SegmentCopies {
    /** The block that tells a segment from every other: journal, number, first sequence, chain value before it. */
    private static final int HEADER_BYTES = 4096;

    private final DiskFiles source;
    private final BackupFolder target;
    private final FileCopy copy;
    private int copied;

    SegmentCopies(DiskFiles source, BackupFolder target) {
        this.source = source;
        this.target = target;
        this.copy = new FileCopy(source, target.journal(), target.journalPath());
    }

    long bytes() {
        return copy.bytes();
    }

    int copied() {
        return copied;
    }

    /** Copies these segments, in order, of the last one {@code lastUsedBytes}, and answers what the backup has of them. */
    List<BackupFile> copy(List<String> names, long lastUsedBytes) throws IOException {
        List<BackupFile> files = new ArrayList<>();
        for (String name : names.subList(0, names.size() - 1)) {
            files.add(closed(name));
        }
        files.add(open(names.get(names.size() - 1), lastUsedBytes));
        return files;
    }

    private BackupFile closed(String name) throws IOException {
        long fileBytes = sizeOf(source, name);
        BackupFile known = target.manifest().find(BackupFile.JOURNAL, name);
        if (target.journal().list().contains(name) && sizeOf(target.journal(), name) == fileBytes) {
            if (known != null && known.isFinal() && header(source, name).equals(header(target.journal(), name))) {
                return known;
            }
            String sha256 = sha256(target.journal(), name, fileBytes);
            if (sha256.equals(sha256(source, name, fileBytes))) {
                return new BackupFile(BackupFile.JOURNAL, name, fileBytes, fileBytes, sha256, true);
            }
        }
        return copied(name, fileBytes, fileBytes, true);
    }

    private BackupFile open(String name, long usedBytes) throws IOException {
        try (DiskFile file = FileCopy.open(source, name)) {
            file.force(false); // the node may not have forced its last batch yet, and could lose it
        }
        long fileBytes = sizeOf(source, name);
        BackupFile known = target.manifest().find(BackupFile.JOURNAL, name);
        boolean isThere = known != null
                && !known.isFinal()
                && known.usedBytes() == usedBytes
                && target.journal().list().contains(name)
                && sha256(target.journal(), name, usedBytes).equals(known.sha256());
        return isThere && known != null ? known : copied(name, usedBytes, fileBytes, false);
    }

    private BackupFile copied(String name, long usedBytes, long fileBytes, boolean isFinal) {
        String sha256 = copy.copy(name, usedBytes, fileBytes, false);
        copy.name(name);
        copied++;
        return new BackupFile(BackupFile.JOURNAL, name, fileBytes, usedBytes, sha256, isFinal);
    }

    private static long sizeOf(DiskFiles files, String name) throws IOException {
        try (DiskFile file = FileCopy.open(files, name)) {
            return file.size();
        }
    }

    private static String sha256(DiskFiles files, String name, long bytes) throws IOException {
        try (DiskFile file = FileCopy.open(files, name)) {
            return Sha256.of(file, bytes);
        }
    }

    private static ByteBuffer header(DiskFiles files, String name) throws IOException {
        try (DiskFile file = FileCopy.open(files, name)) {
            ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
            FullIo.read(file, header, 0);
            return header.flip();
        }
    }
}
