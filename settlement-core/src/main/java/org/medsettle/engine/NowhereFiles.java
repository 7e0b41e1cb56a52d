package org.medsettle.engine;

import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.medsettle.common.ThreadSafe;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;

/**
 * A disk that takes everything and keeps nothing, so that the warm-up can run the journal's own code without a file.
 *
 * <p>Threads: any; there is no state. Invariant: it is always empty, and so is every file in it.
 */
@ThreadSafe
final class NowhereFiles implements DiskFiles {
    @Override
    public List<String> list() {
        return List.of();
    }

    @Override
    public DiskFile open(String name, boolean writable) throws NoSuchFileException {
        throw new NoSuchFileException(name);
    }

    @Override
    public DiskFile create(String name) {
        return new NowhereFile();
    }

    @Override
    public void rename(String from, String to) {}

    @Override
    public void delete(String name) {}

    @Override
    public void forceDirectory() {}

    /** One file of it. */
    private static final class NowhereFile implements DiskFile {
        private static final int END_OF_FILE = -1;

        @Override
        public int write(ByteBuffer source, long position) {
            int written = source.remaining();
            source.position(source.limit());
            return written;
        }

        @Override
        public int read(ByteBuffer target, long position) {
            return END_OF_FILE;
        }

        @Override
        public void force(boolean metadata) {}

        @Override
        public long size() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
