package org.medsettle.bench.load;

import java.io.IOException;
import org.medsettle.common.ThreadSafe;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.ForwardingFile;
import org.medsettle.files.ForwardingFiles;

/** A journal's files that are never forced: shows what the rest of the pipeline can do. Threads: as what it wraps. */
@ThreadSafe
final class UnsyncedFiles extends ForwardingFiles {
    UnsyncedFiles(DiskFiles files) {
        super(files);
    }

    @Override
    public DiskFile open(String name, boolean writable) throws IOException {
        return new UnsyncedFile(super.open(name, writable));
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return new UnsyncedFile(super.create(name));
    }

    @Override
    public void forceDirectory() {}

    /** Writes through, forces nothing. */
    private static final class UnsyncedFile extends ForwardingFile {
        UnsyncedFile(DiskFile file) {
            super(file);
        }

        @Override
        public void force(boolean metadata) {}
    }
}
