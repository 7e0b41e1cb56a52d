package org.medsettle.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.medsettle.common.ThreadSafe;

/** A file that is another in everything a subclass does not do its own way. Threads and failures: those of the other. */
@ThreadSafe
public class ForwardingFile implements DiskFile {
    private final DiskFile file;

    public ForwardingFile(DiskFile file) {
        this.file = file;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        return file.write(source, position);
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
