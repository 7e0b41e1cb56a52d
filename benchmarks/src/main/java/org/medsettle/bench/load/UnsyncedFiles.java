package org.medsettle.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.medsettle.common.ThreadSafe;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;

/** A journal's files that are never forced: shows what the rest of the pipeline can do. Threads: as what it wraps. */
@ThreadSafe
final class UnsyncedFiles implements DiskFiles {
    private final DiskFiles files;

    UnsyncedFiles(DiskFiles files) {
        this.files = files;
    }

    @Override
    public List<String> list() throws IOException {
        return files.list();
    }

    @Override
    public DiskFile open(String name, boolean writable) throws IOException {
        return new UnsyncedFile(files.open(name, writable));
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return new UnsyncedFile(files.create(name));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        files.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
        files.delete(name);
    }

    @Override
    public void forceDirectory() {}

    /** Writes through, forces nothing. */
    private record UnsyncedFile(DiskFile file) implements DiskFile {
        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            return file.write(source, position);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public void force(boolean metadata) {}

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
