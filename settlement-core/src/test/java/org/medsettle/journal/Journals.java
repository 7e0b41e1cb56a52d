package org.medsettle.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.medsettle.common.ThreadSafe;
import org.medsettle.files.DiskFiles;

/** Small journals and made-up commands for tests. Threads: stateless. */
@ThreadSafe
final class Journals {
    static final JournalId ID = new JournalId(0x0123456789ABCDEFL, 0x1122334455667788L);
    static final JournalConfig SMALL = new JournalConfig(18 * 4096L, RecordDescriptor.MIN_BATCH_BYTES, 2_000_000_000L);
    static final long CREATED_MS = 1_767_225_600_000L;

    private Journals() {}

    static LocalJournal open(DiskFiles files) {
        return open(files, SMALL, ID);
    }

    static LocalJournal open(DiskFiles files, JournalConfig config, JournalId id) {
        JournalParts parts =
                new JournalParts(files, config, () -> CREATED_MS, SyncListener.NONE, new JournalCounters());
        return new LocalJournal(parts, id, () -> new InlineSegmentSupply(files, config.segmentBytes()));
    }

    /** A command whose every field follows from the seed and the sequence; bodies hold no zero byte. */
    static Entry entry(long seed, long sequence, int maxBodyBytes) {
        Random random = new Random(seed * 1_000_003 + sequence);
        byte[] body = new byte[random.nextInt(maxBodyBytes + 1)];
        random.nextBytes(body);
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (body[i] | 1);
        }
        return new Entry(
                sequence,
                CREATED_MS + random.nextInt(1000),
                random.nextInt(0x10000),
                random.nextInt(0x10000),
                new Body(body));
    }

    static void append(CommandLog log, Entry entry) {
        byte[] body = entry.body().bytes();
        ByteBuffer buffer = ByteBuffer.allocateDirect(body.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put(0, body);
        buffer.position(3);
        log.append(entry.sequence(), entry.timeMs(), entry.type(), entry.version(), buffer, body.length);
        if (buffer.position() != 3) {
            throw new AssertionError("append moved the caller's buffer");
        }
    }

    /** Replays everything into a list. */
    static Replayed replay(CommandLog log, long fromSequence) {
        List<Entry> entries = new ArrayList<>();
        RecoveryOutcome outcome = log.replay(fromSequence, (sequence, timeMs, type, version, body, length) -> {
            byte[] bytes = new byte[length];
            body.get(0, bytes);
            entries.add(new Entry(sequence, timeMs, type, version, new Body(bytes)));
        });
        return new Replayed(outcome, entries);
    }

    static Replayed replay(DiskFiles files) {
        return replay(open(files), 1);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static Body body(String hex) {
        return new Body(HexFormat.of().parseHex(hex));
    }

    /** One command as it went in or came out. */
    record Entry(long sequence, long timeMs, int type, int version, Body body) {}

    /** Bytes that are the same when they hold the same, and that are shown in hex. */
    record Body(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Body body && Arrays.equals(bytes, body.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return hex(bytes);
        }
    }

    /** What a replay gave. */
    record Replayed(RecoveryOutcome outcome, List<Entry> entries) {}
}
