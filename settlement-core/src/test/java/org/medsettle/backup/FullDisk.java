package org.medsettle.backup;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.ForwardingFile;
import org.medsettle.files.ForwardingFiles;
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

    private final class Folder extends ForwardingFiles {
        Folder(PathFiles files) {
            super(files);
        }

        @Override
        public DiskFile create(String name) throws IOException {
            take();
            return new File(super.create(name));
        }

        @Override
        public void forceDirectory() throws IOException {
            take();
            super.forceDirectory();
        }
    }

    private final class File extends ForwardingFile {
        File(DiskFile file) {
            super(file);
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            take();
            return super.write(source, position);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            take();
            super.force(metadata);
        }
    }
}
