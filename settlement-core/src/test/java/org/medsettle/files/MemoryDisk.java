package org.medsettle.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * A disk that keeps apart what the kernel shows and what would survive a power failure, and that fails its nth operation.
 *
 * <p>A failed force behaves as file systems do: the pages count as clean afterwards although an arbitrary part of them
 * never reached the disk, and later forces succeed without them.
 *
 * <p>Threads: one. Units: bytes, sectors of 512.
 */
@ThreadConfined(Threads.CALLER)
public final class MemoryDisk implements DiskFiles {
    public static final int SECTOR_BYTES = 512;

    private final Random random;
    private TreeMap<String, Content> names = new TreeMap<>();
    private TreeMap<String, Content> durableNames = new TreeMap<>();
    private int operations;
    private int failAt = -1;
    private boolean shortWrites;
    private boolean failedOnce;

    public MemoryDisk(long seed) {
        random = new Random(seed);
    }

    /** Makes the nth operation from now on fail. */
    public void failAt(int operation) {
        operations = 0;
        failAt = operation;
    }

    public void writeShortly() {
        shortWrites = true;
    }

    public int operations() {
        return operations;
    }

    public boolean hasFailed() {
        return failedOnce;
    }

    /** The process dies and is started again: the kernel still shows everything that was written. */
    public void restart() {
        failAt = -1;
    }

    /** The machine loses power: each sector that was not forced survives or not, and so do names. */
    public void losePower() {
        failAt = -1;
        if (random.nextBoolean()) {
            durableNames = new TreeMap<>(names);
        }
        names = new TreeMap<>(durableNames);
        for (Content content : names.values()) {
            content.persistSome();
            content.visible = content.durable.clone();
            content.dirty.clear();
        }
    }

    public byte[] bytes(String name) {
        return content(name).visible;
    }

    /** Shows zeroes that are not on the disk, as after a repair whose force has failed. */
    public void showZeroes(String name, int from) {
        Arrays.fill(content(name).visible, from, content(name).visible.length, (byte) 0);
    }

    /** Replaces a file as if it had always been so. */
    public void put(String name, byte[] bytes) {
        Content content = new Content();
        content.visible = bytes.clone();
        content.durable = bytes.clone();
        names.put(name, content);
        durableNames.put(name, content);
    }

    public void remove(String name) {
        names.remove(name);
        durableNames.remove(name);
    }

    public MemoryDisk copy() {
        MemoryDisk copy = new MemoryDisk(0);
        names.forEach((name, content) -> copy.put(name, content.visible));
        return copy;
    }

    @Override
    public List<String> list() throws IOException {
        step("list");
        return new ArrayList<>(names.keySet());
    }

    @Override
    public DiskFile open(String name, boolean writable) throws IOException {
        step("open");
        if (!names.containsKey(name)) {
            throw new FileNotFoundException(name);
        }
        return new Handle(content(name));
    }

    @Override
    public DiskFile create(String name) throws IOException {
        step("create");
        if (names.containsKey(name)) {
            throw new IOException(name + " exists");
        }
        names.put(name, new Content());
        return new Handle(content(name));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        step("rename");
        if (names.containsKey(to)) {
            throw new IOException(to + " exists");
        }
        names.put(to, content(from));
        names.remove(from);
    }

    @Override
    public void delete(String name) throws IOException {
        step("delete");
        names.remove(name);
    }

    @Override
    public void forceDirectory() throws IOException {
        step("force directory");
        durableNames = new TreeMap<>(names);
    }

    private Content content(String name) {
        Content content = names.get(name);
        if (content == null) {
            throw new IllegalArgumentException(name);
        }
        return content;
    }

    private boolean isDue() {
        operations++;
        return operations == failAt;
    }

    private void step(String operation) throws IOException {
        if (isDue()) {
            throw injected(operation);
        }
    }

    private IOException injected(String operation) {
        failedOnce = true;
        return new IOException("injected failure of " + operation);
    }

    /** The bytes of one file, visible and durable. */
    private final class Content {
        private byte[] visible = new byte[0];
        private byte[] durable = new byte[0];
        private final BitSet dirty = new BitSet();

        void write(int position, ByteBuffer source, int length) {
            if (length == 0) {
                return;
            }
            if (position + length > visible.length) {
                visible = Arrays.copyOf(visible, position + length);
            }
            source.get(visible, position, length);
            dirty.set(position / SECTOR_BYTES, (position + length - 1) / SECTOR_BYTES + 1);
        }

        void persistSome() {
            for (int sector = dirty.nextSetBit(0); sector >= 0; sector = dirty.nextSetBit(sector + 1)) {
                if (random.nextBoolean()) {
                    persist(sector);
                }
            }
        }

        void persistAll() {
            for (int sector = dirty.nextSetBit(0); sector >= 0; sector = dirty.nextSetBit(sector + 1)) {
                persist(sector);
            }
            dirty.clear();
        }

        private void persist(int sector) {
            int from = sector * SECTOR_BYTES;
            int to = Math.min(from + SECTOR_BYTES, visible.length);
            if (to > durable.length) {
                durable = Arrays.copyOf(durable, visible.length);
            }
            System.arraycopy(visible, from, durable, from, to - from);
        }
    }

    /** An open file. */
    private final class Handle implements DiskFile {
        private final Content content;

        Handle(Content content) {
            this.content = content;
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            int length = source.remaining();
            boolean due = isDue();
            if (due) {
                length = wholeSectors(position, random.nextInt(length));
            } else if (shortWrites && length > 1) {
                length = 1 + random.nextInt(length - 1);
            }
            content.write((int) position, source, length);
            if (due) {
                throw injected("write");
            }
            return length;
        }

        /** The kernel copies by page, so that a write which fails stops at the edge of a sector. */
        private int wholeSectors(long position, int length) {
            long stop = (position + length) & -SECTOR_BYTES;
            return (int) Math.max(0, stop - position);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            step("read");
            int length = (int) Math.min(target.remaining(), content.visible.length - position);
            if (length <= 0) {
                return -1;
            }
            target.put(content.visible, (int) position, length);
            return length;
        }

        @Override
        public void force(boolean metadata) throws IOException {
            if (isDue()) {
                content.persistSome();
                content.dirty.clear();
                throw injected("force");
            }
            content.persistAll();
        }

        @Override
        public long size() throws IOException {
            step("size");
            return content.visible.length;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
