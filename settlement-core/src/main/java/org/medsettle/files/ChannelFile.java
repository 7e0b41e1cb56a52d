package org.medsettle.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** A file channel under the port's name. Threads: one at a time. Failure: {@link IOException} as the file system gives it. */
@ThreadConfined(Threads.CALLER)
record ChannelFile(FileChannel channel) implements DiskFile {
    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        return channel.write(source, position);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return channel.read(target, position);
    }

    @Override
    public void force(boolean metadata) throws IOException {
        channel.force(metadata);
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
