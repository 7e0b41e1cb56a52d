package org.medsettle.bench.micro;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeSet;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;

/** A disk that takes everything and keeps nothing but names: leaves the journal with the work of encoding. Threads: any. */
final class DiscardingFiles implements DiskFiles {
    private final TreeSet<String> names = new TreeSet<>();

    @Override
    public synchronized List<String> list() {
        return List.copyOf(names);
    }

    @Override
    public synchronized DiskFile open(String name, boolean writable) throws IOException {
        if (!names.contains(name)) {
            throw new FileNotFoundException(name);
        }
        return new DiscardingFile();
    }

    @Override
    public synchronized DiskFile create(String name) {
        names.add(name);
        return new DiscardingFile();
    }

    @Override
    public synchronized void rename(String from, String to) {
        names.remove(from);
        names.add(to);
    }

    @Override
    public synchronized void delete(String name) {
        names.remove(name);
    }

    @Override
    public void forceDirectory() {}

    private static final class DiscardingFile implements DiskFile {
        private long size;

        @Override
        public int write(ByteBuffer source, long position) {
            int bytes = source.remaining();
            source.position(source.limit());
            size = Math.max(size, position + bytes);
            return bytes;
        }

        @Override
        public int read(ByteBuffer target, long position) {
            return -1;
        }

        @Override
        public void force(boolean metadata) {}

        @Override
        public long size() {
            return size;
        }

        @Override
        public void close() {}
    }
}
