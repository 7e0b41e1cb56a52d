package org.medsettle.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * A file read and written past the page cache ({@code O_DIRECT} of Linux), which wants whole blocks at block boundaries: what does
 * not come so goes through a stage. The block in which a write ends stays there, and the next write begins with it.
 *
 * <p>Threads: one at a time. Units: bytes. Allocates nothing per call. Invariant: staged writes go forward, as the rest of the block in
 * which one ends becomes zero on the disk; behind the end of the file it is cut off by {@link #force} with metadata and by {@link #close}.
 * Failure: {@link IOException} as the file system gives it.
 */
@ThreadConfined(Threads.CALLER)
final class DirectFile implements DiskFile {
    private static final int BLOCK_BYTES = DiskFiles.BLOCK_BYTES;
    private static final int STAGE_BYTES = 1 << 20;
    private static final long NOTHING = -1;
    private static final byte[] ZEROES = new byte[BLOCK_BYTES];

    private final FileChannel channel;
    private final Queue<ByteBuffer> stages;
    private @Nullable ByteBuffer stage;
    /** Where the block stands that the stage begins with, and how much of it the file has. */
    private long stagedAt = NOTHING;

    private int staged;
    private long writtenTo;
    private long size;
    /** Where the file ends on the disk, when it has been written longer there than it is. */
    private long paddedTo;

    /** @param stages stages that are not in use; one is taken from here or made, and left here in the end */
    DirectFile(FileChannel channel, Queue<ByteBuffer> stages) throws IOException {
        this.channel = channel;
        this.stages = stages;
        this.size = channel.size();
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        int before = (int) (position & (BLOCK_BYTES - 1));
        int written = before == 0 && isWholeBlocks(source)
                ? channel.write(source, position)
                : writeStaged(source, position - before, before);
        size = Math.max(size, position + written);
        return written;
    }

    private static boolean isWholeBlocks(ByteBuffer source) {
        return source.isDirect()
                && source.remaining() % BLOCK_BYTES == 0
                && source.alignmentOffset(source.position(), BLOCK_BYTES) == 0;
    }

    /** Writes behind the first {@code before} bytes of the block at {@code blockAt}. */
    private int writeStaged(ByteBuffer source, long blockAt, int before) throws IOException {
        Invariant.check(
                before == 0 ? blockAt >= writtenTo : blockAt == stagedAt && before == staged,
                "a direct file is written on from where it was written to, or from a block behind that");
        ByteBuffer blocks = stage().limit(STAGE_BYTES).position(0);
        int length = Math.min(source.remaining(), STAGE_BYTES - before);
        blocks.put(before, source, source.position(), length);
        int end = before + length;
        int wholeEnd = wholeBlocks(end);
        blocks.put(end, ZEROES, 0, wholeEnd - end);
        stagedAt = NOTHING;
        paddedTo = blockAt + wholeEnd;
        int written = channel.write(blocks.limit(wholeEnd).position(0), blockAt);
        int taken = Math.max(0, Math.min(length, written - before));
        keepLastBlock(blocks, blockAt, before + taken);
        source.position(source.position() + taken);
        writtenTo = blockAt + before + taken;
        return taken;
    }

    private void keepLastBlock(ByteBuffer blocks, long blockAt, int end) {
        staged = end & (BLOCK_BYTES - 1);
        int last = end - staged;
        stagedAt = blockAt + last;
        blocks.limit(STAGE_BYTES);
        if (last > 0 && staged > 0) {
            blocks.put(0, blocks, last, staged);
        }
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        int before = (int) (position & (BLOCK_BYTES - 1));
        int wanted = wholeBlocks(Math.min(STAGE_BYTES, before + target.remaining()));
        stagedAt = NOTHING;
        ByteBuffer blocks = stage().limit(wanted).position(0);
        int read = Math.min(channel.read(blocks, position - before) - before, target.remaining());
        if (read <= 0) {
            return -1;
        }
        target.put(blocks.limit(before + read).position(before));
        return read;
    }

    @Override
    public void force(boolean metadata) throws IOException {
        if (metadata) {
            cut();
        }
        channel.force(metadata);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            if (stage != null) {
                stages.add(stage);
                stage = null;
            }
            if (channel.isOpen()) {
                cut();
            }
        }
    }

    private void cut() throws IOException {
        if (paddedTo > size) {
            channel.truncate(size);
            paddedTo = size;
        }
    }

    private static int wholeBlocks(int bytes) {
        return (bytes + BLOCK_BYTES - 1) & -BLOCK_BYTES;
    }

    private ByteBuffer stage() {
        ByteBuffer current = stage;
        if (current != null) {
            return current;
        }
        ByteBuffer idle = stages.poll();
        ByteBuffer taken = idle == null ? newStage() : idle;
        stage = taken;
        return taken;
    }

    private static ByteBuffer newStage() {
        return ByteBuffer.allocateDirect(STAGE_BYTES + BLOCK_BYTES)
                .alignedSlice(BLOCK_BYTES)
                .slice(0, STAGE_BYTES);
    }
}
