package org.medsettle.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;

/** Files whose writes never make progress. Threads: one. */
@ThreadConfined(Threads.CALLER)
record StuckFiles(DiskFiles files) implements DiskFiles {
    @Override
    public List<String> list() throws IOException {
        return files.list();
    }

    @Override
    public DiskFile open(String name, boolean writable) throws IOException {
        return new StuckFile(files.open(name, writable));
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return new StuckFile(files.create(name));
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
    public void forceDirectory() throws IOException {
        files.forceDirectory();
    }

    /** Takes nothing. */
    private record StuckFile(DiskFile file) implements DiskFile {
        @Override
        public int write(ByteBuffer source, long position) {
            return 0;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            file.force(metadata);
        }

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
