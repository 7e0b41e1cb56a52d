package org.medsettle.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.medsettle.state.LedgerStores;
import org.medsettle.state.SettlementStateMachine;
import org.medsettle.state.SnapshotFile;

/** Whatever happens to a snapshot's bytes, it is read as it was or called damaged; nothing else is ever thrown. */
class SnapshotDamageTest {
    private static final long SEED = 3_000_001;

    private static SnapshotFile file;
    private static byte[] sound;

    @BeforeAll
    static void write() throws IOException {
        file = SnapshotFile.of(SEED);
        sound = file.bytes();
    }

    @Test
    void shouldReadWhatWasWritten() throws IOException {
        assertEquals(file.info(), SnapshotReader.verify(file.disk(), file.info().fileName()));
    }

    @Test
    void shouldFindEveryFlippedBit() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int at = 0; at < sound.length; at += 1 + random.nextInt(97)) {
            byte[] bytes = sound.clone();
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            assertDamaged(bytes, "bit at " + at);
        }
    }

    @Test
    void shouldFindEveryCut() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int length = 0; length < sound.length; length += 1 + random.nextInt(997)) {
            assertDamaged(Arrays.copyOf(sound, length), "cut to " + length);
        }
        assertDamaged(Arrays.copyOf(sound, sound.length - 1), "cut by one");
    }

    @Test
    void shouldFindBytesBehindTheEnd() {
        for (int more : new int[] {1, 8, 256, 4_096}) {
            assertDamaged(Arrays.copyOf(sound, sound.length + more), more + " more bytes");
        }
    }

    @Test
    void shouldFindAMisdirectedSector() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = sound.clone();
            int from = random.nextInt(sound.length / 512) * 512;
            int to = random.nextInt(sound.length / 512) * 512;
            System.arraycopy(sound, from, bytes, to, 512);
            if (!Arrays.equals(bytes, sound)) {
                assertDamaged(bytes, "sector " + from + " at " + to);
            }
        }
    }

    @Test
    void shouldFindFramesThatAreGoneDoubledOrInAnotherOrder() {
        List<byte[]> frames = frames();
        assertTrue(frames.size() > 3, "several frames");
        for (int i = 0; i + 1 < frames.size(); i++) {
            List<byte[]> swapped = new ArrayList<>(frames);
            swapped.set(i, frames.get(i + 1));
            swapped.set(i + 1, frames.get(i));
            assertDamaged(joined(swapped), "frames swapped at " + i);
            List<byte[]> without = new ArrayList<>(frames);
            without.remove(i);
            assertDamaged(joined(without), "frame gone at " + i);
            List<byte[]> doubled = new ArrayList<>(frames);
            doubled.add(i, frames.get(i));
            assertDamaged(joined(doubled), "frame doubled at " + i);
        }
    }

    @Test
    void shouldRefuseAFileOfAnotherKind() {
        assertDamaged(new byte[10_000], "zeroes");
        byte[] noise = new byte[50_000];
        new java.util.Random(SEED).nextBytes(noise);
        assertDamaged(noise, "noise");
    }

    @Test
    void shouldRefuseANewerFormat() {
        byte[] bytes = sound.clone();
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(SnapshotDescriptor.HEADER_VERSION, SnapshotDescriptor.FORMAT_VERSION + 1);
        header.putInt(SnapshotDescriptor.HEADER_CHECKSUM, Checksums.of(header, 0, SnapshotDescriptor.HEADER_CHECKSUM));

        SnapshotDamageException refused = assertThrows(
                SnapshotDamageException.class,
                () -> SnapshotReader.verify(file.with(bytes).disk(), file.info().fileName()));

        assertTrue(String.valueOf(refused.getMessage()).contains("format 2"), refused.getMessage());
    }

    /** Verifying and loading call it damaged; loading into a machine that is then thrown away. */
    private static void assertDamaged(byte[] bytes, String what) {
        SnapshotFile damaged = file.with(bytes);
        assertThrows(
                SnapshotDamageException.class,
                () -> SnapshotReader.verify(damaged.disk(), damaged.info().fileName()),
                what);
    }

    @Test
    void shouldCallADamagedSnapshotDamagedWhenItIsLoaded() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 15; i++) {
            byte[] bytes = sound.clone();
            bytes[random.nextInt(bytes.length)] ^= 4;
            SnapshotFile damaged = file.with(bytes);
            try (LedgerStores stores = SnapshotFile.stores(i)) {
                SettlementStateMachine machine = new SettlementStateMachine(stores);
                assertThrows(
                        SnapshotDamageException.class,
                        () -> SnapshotLoader.load(damaged.disk(), damaged.info().fileName(), machine));
            }
        }
    }

    private static List<byte[]> frames() {
        ByteBuffer bytes = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> frames = new ArrayList<>();
        int at = SnapshotDescriptor.HEADER_BYTES;
        while (at < sound.length - SnapshotDescriptor.END_BYTES) {
            int length = SnapshotDescriptor.FRAME_HEADER_BYTES + bytes.getInt(at + SnapshotDescriptor.FRAME_BODY_BYTES);
            frames.add(Arrays.copyOfRange(sound, at, at + length));
            at += length;
        }
        return frames;
    }

    private static byte[] joined(List<byte[]> frames) {
        int length = frames.stream().mapToInt(frame -> frame.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(SnapshotDescriptor.HEADER_BYTES + length + SnapshotDescriptor.END_BYTES);
        bytes.put(sound, 0, SnapshotDescriptor.HEADER_BYTES);
        frames.forEach(bytes::put);
        bytes.put(sound, sound.length - SnapshotDescriptor.END_BYTES, SnapshotDescriptor.END_BYTES);
        return bytes.array();
    }
}
