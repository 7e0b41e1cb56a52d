package org.medsettle.sim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;

/** The port to the disk with one of the {@link PlantedBug}s in it. Threads: one. */
record BrokenFiles(DiskFiles files, PlantedBug bug) implements DiskFiles {
    @Override
    public List<String> list() throws IOException {
        return files.list();
    }

    @Override
    public DiskFile open(String name, boolean writable) throws IOException {
        return new BrokenFile(files.open(name, writable), bug, bug == PlantedBug.SKIP_TAIL_REWRITE && writable);
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return new BrokenFile(files.create(name), bug, false);
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
        if (bug != PlantedBug.SKIP_DIRECTORY_FORCE) {
            files.forceDirectory();
        }
    }

    /** An open file with the bug. */
    private static final class BrokenFile implements DiskFile {
        private final DiskFile file;
        private final PlantedBug bug;
        private boolean skipsNextWrite;
        private boolean owesForce;

        BrokenFile(DiskFile file, PlantedBug bug, boolean skipsFirstWrite) {
            this.file = file;
            this.bug = bug;
            skipsNextWrite = skipsFirstWrite;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            if (skipsNextWrite) {
                skipsNextWrite = false;
                int length = source.remaining();
                source.position(source.limit());
                return length;
            }
            if (owesForce) {
                owesForce = false;
                file.force(false);
            }
            return file.write(source, position);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            if (bug == PlantedBug.FORCE_LATER) {
                owesForce = true;
                return;
            }
            try {
                file.force(metadata);
            } catch (IOException e) {
                if (bug != PlantedBug.RETRY_FORCE) {
                    throw e;
                }
                file.force(metadata);
            }
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
