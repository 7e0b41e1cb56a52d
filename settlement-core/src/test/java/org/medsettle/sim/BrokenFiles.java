package org.medsettle.sim;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.ForwardingFile;
import org.medsettle.files.ForwardingFiles;

/** The port to the disk with one of the {@link PlantedBug}s in it. Threads: one. */
final class BrokenFiles extends ForwardingFiles {
    private final PlantedBug bug;

    BrokenFiles(DiskFiles files, PlantedBug bug) {
        super(files);
        this.bug = bug;
    }

    @Override
    public DiskFile open(String name, boolean writable) throws IOException {
        return new BrokenFile(super.open(name, writable), bug, bug == PlantedBug.SKIP_TAIL_REWRITE && writable);
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return new BrokenFile(super.create(name), bug, false);
    }

    @Override
    public void forceDirectory() throws IOException {
        if (bug != PlantedBug.SKIP_DIRECTORY_FORCE) {
            super.forceDirectory();
        }
    }

    /** An open file with the bug. */
    private static final class BrokenFile extends ForwardingFile {
        private final PlantedBug bug;
        private boolean skipsNextWrite;
        private boolean owesForce;

        BrokenFile(DiskFile file, PlantedBug bug, boolean skipsFirstWrite) {
            super(file);
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
                super.force(false);
            }
            return super.write(source, position);
        }

        @Override
        public void force(boolean metadata) throws IOException {
            if (bug == PlantedBug.FORCE_LATER) {
                owesForce = true;
                return;
            }
            try {
                super.force(metadata);
            } catch (IOException e) {
                if (bug != PlantedBug.RETRY_FORCE) {
                    throw e;
                }
                super.force(metadata);
            }
        }
    }
}
