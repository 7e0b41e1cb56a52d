package org.medsettle.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * What stands in for a {@link DirectFile} on a file system that has none: forced every few MiB, so that the disk is never left with
 * much to do at once, just when the journal forces a batch.
 *
 * <p>Threads: one at a time. Units: bytes. Failure: a write also throws what its force throws.
 */
@ThreadConfined(Threads.CALLER)
final class SteadyFile extends ForwardingFile {
    private static final int FORCE_EVERY_BYTES = 8 << 20;

    private int unforced;

    SteadyFile(DiskFile file) {
        super(file);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        int written = super.write(source, position);
        unforced += written;
        if (unforced >= FORCE_EVERY_BYTES) {
            force(false);
        }
        return written;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        super.force(metadata);
        unforced = 0;
    }
}
