package org.medsettle.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.DiskFile;
import org.medsettle.files.DiskFiles;
import org.medsettle.files.ForwardingFile;
import org.medsettle.files.ForwardingFiles;

/** Files whose writes never make progress. Threads: one. */
@ThreadConfined(Threads.CALLER)
final class StuckFiles extends ForwardingFiles {
    StuckFiles(DiskFiles files) {
        super(files);
    }

    @Override
    public DiskFile open(String name, boolean writable) throws IOException {
        return new StuckFile(super.open(name, writable));
    }

    @Override
    public DiskFile create(String name) throws IOException {
        return new StuckFile(super.create(name));
    }

    /** Takes nothing. */
    private static final class StuckFile extends ForwardingFile {
        StuckFile(DiskFile file) {
            super(file);
        }

        @Override
        public int write(ByteBuffer source, long position) {
            return 0;
        }
    }
}
