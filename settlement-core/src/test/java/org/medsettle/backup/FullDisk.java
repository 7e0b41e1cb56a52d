package org.medsettle.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.PathFiles;

/**
 * Real folders on a device that is full from the nth write or force on.
 *
 * <p>Threads: one. Failure: {@link IOException} with the words of the kernel.
 */
final class FullDisk {
    private int left;

    FullDisk(int operations) {
        left = operations;
    }

    DiskFiles folder(Path path) {
        return new Folder(new PathFiles(path));
    }

    private void take() throws IOException {
        if (--left < 0) {
            throw new IOException("No space left on device");
        }
    }

    private final class Folder implements DiskFiles {
        private final PathFiles files;

        Folder(PathFiles files) {
            this.files = files;
        }

        @Override
        public List<String> list() throws IOException {
            return files.list();
        }

        @Override
        public DiskFile open(String name, boolean writable) throws IOException {
            return files.open(name, writable);
        }

        @Override
        public DiskFile create(String name) throws IOException {
            take();
            return new File(files.create(name));
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
            take();
            files.forceDirectory();
        }
    }

    private final class File implements DiskFile {
        private final DiskFile file;

        File(DiskFile file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            take();
            return file.write(source, position);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            take();
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
