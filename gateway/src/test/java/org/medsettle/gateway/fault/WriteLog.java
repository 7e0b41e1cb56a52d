package org.medsettle.gateway.fault;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * What {@code recorded-disk.py} has written down, and what of it a disk may hold when the power goes: everything in front of
 * the last flush, and any part, in any order, of what came after it.
 *
 * <p>Threads: the test's. Units: bytes; positions in the log. Invariant: a sector of 512 bytes is written wholly or not at all.
 */
@ThreadConfined(Threads.CALLER)
final class WriteLog implements AutoCloseable {
    private static final int SECTOR_BYTES = 512;
    private static final int HEAD_BYTES = 13;

    private final RandomAccessFile file;
    private final List<Entry> entries = new ArrayList<>();

    /** {@code end}: the first position behind the entry; {@code length} -1 for a flush. */
    private record Entry(long end, long offset, int length) {
        boolean isFlush() {
            return length < 0;
        }
    }

    private WriteLog(RandomAccessFile file) {
        this.file = file;
    }

    /** Reads where the entries are; an entry that is being written is left out. */
    static WriteLog read(Path log) throws IOException {
        WriteLog read = new WriteLog(new RandomAccessFile(log.toFile(), "r"));
        long length = read.file.length();
        long position = 0;
        try {
            while (position < length) {
                position = read.readEntry(position);
            }
        } catch (EOFException cutShort) {
            // The last entry is not whole yet.
        }
        return read;
    }

    private long readEntry(long position) throws IOException {
        file.seek(position);
        int kind = file.read();
        if (kind == 'F') {
            entries.add(new Entry(position + 1, 0, -1));
            return position + 1;
        }
        byte[] head = new byte[HEAD_BYTES - 1];
        file.readFully(head);
        ByteBuffer numbers = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        Entry entry = new Entry(position + HEAD_BYTES + numbers.getInt(8), numbers.getLong(0), numbers.getInt(8));
        if (kind != 'W' || entry.end > file.length()) {
            throw new EOFException("no entry at " + position);
        }
        entries.add(entry);
        return entry.end;
    }

    int size() {
        return entries.size();
    }

    /** Position behind the first {@code count} entries. */
    long position(int count) {
        return count == 0 ? 0 : entries.get(count - 1).end;
    }

    /** How many entries lie in front of a position. */
    int countTo(long position) {
        int count = 0;
        while (count < entries.size() && entries.get(count).end <= position) {
            count++;
        }
        return count;
    }

    /** Writes the entries from {@code from} to {@code to} into an image, in their order. */
    void apply(int from, int to, RandomAccessFile image) throws IOException {
        for (Entry entry : entries.subList(from, to)) {
            if (!entry.isFlush()) {
                write(entry, 0, entry.length, image);
            }
        }
    }

    /** The last flush among the first {@code count} entries: everything in front of it is on the disk for certain. */
    int lastFlush(int count) {
        int at = count;
        while (at > 0 && !entries.get(at - 1).isFlush()) {
            at--;
        }
        return at;
    }

    boolean isFlush(int index) {
        return entries.get(index).isFlush();
    }

    /**
     * Writes what chance leaves of the entries from {@code from} to {@code to}; answers how many it left out or halved, {@code
     * atLeast} so many if there are as many.
     */
    int applySome(int from, int to, RandomAccessFile image, Random random, int atLeast) throws IOException {
        List<Entry> some = new ArrayList<>(entries.subList(from, to));
        Collections.shuffle(some, random);
        int damaged = 0;
        for (Entry entry : some) {
            int fate = damaged < atLeast ? 1 + random.nextInt(2) : random.nextInt(3);
            int sectors = entry.length / SECTOR_BYTES;
            if (fate == 0) {
                write(entry, 0, entry.length, image);
                continue;
            }
            damaged++;
            if (fate == 1 && sectors > 1) {
                int cut = (1 + random.nextInt(sectors - 1)) * SECTOR_BYTES;
                if (random.nextBoolean()) {
                    write(entry, 0, cut, image);
                } else {
                    write(entry, cut, entry.length, image);
                }
            }
        }
        return damaged;
    }

    private void write(Entry entry, int from, int to, RandomAccessFile image) throws IOException {
        byte[] data = new byte[to - from];
        file.seek(entry.end - entry.length + from);
        file.readFully(data);
        image.seek(entry.offset + from);
        image.write(data);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
