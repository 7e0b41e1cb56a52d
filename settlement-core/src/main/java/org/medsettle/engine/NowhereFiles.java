package org.medsettle.engine;

import java.nio.ByteBuffer;
import java.util.List;
import org.medsettle.common.ThreadSafe;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;

/**
 * A disk that takes everything and keeps nothing, so that the warm-up can run the journal's own code without a file.
 *
 * <p>Threads: any; there is no state. Invariant: it is always empty, so nobody ever reads from it.
 */
@ThreadSafe
final class NowhereFiles implements DiskFiles {
    @Override
    public List<String> list() {
        return List.of();
    }

    @Override
    public DiskFile open(String name, boolean writable) {
        throw new UnsupportedOperationException("there is no file " + name);
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
        @Override
        public int write(ByteBuffer source, long position) {
            int written = source.remaining();
            source.position(source.limit());
            return written;
        }

        @Override
        public int read(ByteBuffer target, long position) {
            throw new UnsupportedOperationException("nothing was kept");
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
