package org.medsettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SnapshotRoomTest {
    private static final long MIB = 1 << 20;

    private final AtomicLong spare = new AtomicLong();
    private final AtomicLong looks = new AtomicLong();
    private final SnapshotRoom room = new SnapshotRoom(() -> {
        looks.incrementAndGet();
        return spare.get();
    });

    @Test
    void shouldGiveUpWhenTheDiskRunsShortWhileOneIsWritten() throws IOException {
        spare.set(200 * MIB);
        room.checkFor(150 * MIB);
        room.check(64 * MIB);
        spare.set(0);

        IOException why = assertThrows(IOException.class, () -> room.check(128 * MIB));

        assertTrue(why.getMessage().contains("given up after " + 128 * MIB + " bytes"), why.getMessage());
    }

    @Test
    void shouldLookEveryFewMebibytesOnly() throws IOException {
        spare.set(Long.MAX_VALUE);
        room.checkFor(0);
        for (long written = 0; written <= 256 * MIB; written += MIB) {
            room.check(written);
        }
        assertEquals(1 + 4, looks.get());
    }

    @Test
    void shouldBeginNoneOnADiskThatIsShortAlready() {
        for (long bytes : new long[] {0, -5 * MIB}) {
            spare.set(bytes);
            IOException why = assertThrows(IOException.class, () -> room.checkFor(0));
            assertTrue(why.getMessage().contains("the disk has 0 above its reserve"), why.getMessage());
        }
    }
}
