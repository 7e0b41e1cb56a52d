package org.medsettle.files;

import java.io.IOException;
import java.util.List;

/**
 * One directory of files, as a port: one implementation is a real directory, another is a disk that fails
 * on demand.
 *
 * <p>Threads: any; each name is used by one thread at a time. Failure: {@link IOException}, whose meaning the caller knows.
 */
public interface DiskFiles {
    /** What a file past the page cache is written in: a multiple of the block of every disk and file system there is for this. */
    int BLOCK_BYTES = 4096;

    /** All file names, in ascending order. */
    List<String> list() throws IOException;

    /** Opens an existing file; writing to a file opened for reading fails. */
    DiskFile open(String name, boolean writable) throws IOException;

    /** Creates a file that must not exist and opens it for writing. */
    DiskFile create(String name) throws IOException;

    /**
     * As {@link #create}, for a file that is not wanted in memory: where there is a way, it goes past the page cache. It is written
     * forward: each write begins where the one before ended, or at a block of {@link #BLOCK_BYTES} behind it, and may set the rest of its last block to
     * zero. Whole blocks in a direct buffer at a block's address can be written anywhere.
     */
    default DiskFile createDirect(String name) throws IOException {
        return create(name);
    }

    /** As {@link #open} for reading, past the page cache where there is a way: what is read comes from the disk. */
    default DiskFile openDirect(String name) throws IOException {
        return open(name, false);
    }

    /** Renames a file to a name that must not exist; durable after {@link #forceDirectory}. */
    void rename(String from, String to) throws IOException;

    void delete(String name) throws IOException;

    /** Makes creations, renames and deletions durable. */
    void forceDirectory() throws IOException;
}
