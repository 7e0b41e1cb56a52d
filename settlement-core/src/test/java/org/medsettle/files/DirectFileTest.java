package org.medsettle.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medsettle.common.Invariant.InvariantViolation;

/** Files past the page cache, on the real file system, seen from outside through it. */
class DirectFileTest {
    private static final String NAME = "file";
    private static final int BLOCK = DiskFiles.BLOCK_BYTES;
    private static final int STAGE = 1 << 20;

    @TempDir
    Path directory;

    private PathFiles files;

    @BeforeEach
    void open() {
        files = new PathFiles(directory);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldHaveWhatWasWrittenInPiecesOfAnySize(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] content = content(random, 3 * STAGE + random.nextInt(STAGE));
        int at = 0;
        try (DiskFile file = files.createDirect(NAME)) {
            while (at < content.length) {
                int piece = Math.min(content.length - at, 1 + random.nextInt(pieceBound(random)));
                FullIo.write(file, ByteBuffer.wrap(content, at, piece), at);
                at += piece;
                if (random.nextInt(20) == 0) {
                    file.force(random.nextBoolean());
                }
                assertEquals(at, file.size(), "seed " + seed);
            }
            file.force(true);
            assertEquals(content.length, Files.size(directory.resolve(NAME)), "seed " + seed);
        }
        assertArrayEquals(content, onDisk(), "seed " + seed);
    }

    @Test
    void shouldGoPastThePageCacheWhereServersKeepTheirData() throws IOException {
        assumeDirect();
        try (DiskFile created = files.createDirect(NAME);
                DiskFile opened = files.openDirect(NAME)) {
            assertInstanceOf(DirectFile.class, created);
            assertInstanceOf(DirectFile.class, opened);
        }
    }

    private static int pieceBound(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> 16;
            case 1 -> BLOCK;
            case 2 -> 40 * BLOCK;
            default -> 2 * STAGE;
        };
    }

    @Test
    void shouldWriteForwardIntoAFileThatWasFilledAhead() throws IOException {
        byte[] header = content(new Random(7), BLOCK);
        byte[] first = content(new Random(8), 5 * BLOCK + 104);
        byte[] second = content(new Random(9), 208);
        byte[] expected = new byte[32 * BLOCK];
        System.arraycopy(header, 0, expected, 0, BLOCK);
        System.arraycopy(first, 0, expected, BLOCK, first.length);
        System.arraycopy(second, 0, expected, BLOCK + first.length, second.length);

        try (DiskFile file = files.createDirect(NAME)) {
            FullIo.write(file, blocks(32), 0);
            FullIo.write(file, ByteBuffer.wrap(header), 0);
            FullIo.write(file, ByteBuffer.wrap(first), BLOCK);
            FullIo.write(file, ByteBuffer.wrap(second), BLOCK + first.length);
            assertArrayEquals(expected, onDisk());
        }
        assertArrayEquals(expected, onDisk());
    }

    @Test
    void shouldEndWhereTheLastWriteEndedWhenClosedWithoutAForce() throws IOException {
        byte[] content = content(new Random(1), BLOCK + 1);
        try (DiskFile file = files.createDirect(NAME)) {
            FullIo.write(file, ByteBuffer.wrap(content), 0);
        }
        assertArrayEquals(content, onDisk());
    }

    @Test
    void shouldGoOnAfterItWasForcedInTheMiddleOfABlock() throws IOException {
        byte[] content = content(new Random(2), 3 * BLOCK);
        try (DiskFile file = files.createDirect(NAME)) {
            FullIo.write(file, ByteBuffer.wrap(content, 0, BLOCK + 8), 0);
            file.force(true);
            FullIo.write(file, ByteBuffer.wrap(content, BLOCK + 8, 2 * BLOCK - 8), BLOCK + 8);
        }
        assertArrayEquals(content, onDisk());
    }

    @Test
    void shouldRefuseToWriteBackwardOrToLeaveAGapInABlock() throws IOException {
        assumeDirect();
        try (DiskFile file = files.createDirect(NAME)) {
            FullIo.write(file, ByteBuffer.wrap(content(new Random(3), BLOCK + 100)), 0);

            for (int position : new int[] {0, BLOCK + 50, BLOCK + 108}) {
                assertThrows(InvariantViolation.class, () -> file.write(ByteBuffer.allocate(8), position));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void shouldReadAnyPart(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] content = content(random, 2 * STAGE + 1_000);
        Files.write(directory.resolve(NAME), content);
        try (DiskFile file = files.openDirect(NAME)) {
            assertEquals(content.length, file.size());
            for (int i = 0; i < 60; i++) {
                int from = random.nextInt(content.length);
                int length = 1 + random.nextInt(content.length - from);
                ByteBuffer target =
                        random.nextBoolean() ? ByteBuffer.allocate(length) : ByteBuffer.allocateDirect(length);
                FullIo.read(file, target, from);
                byte[] read = new byte[length];
                target.flip().get(read);
                assertTrue(
                        Arrays.equals(read, 0, length, content, from, from + length),
                        "seed " + seed + ", " + length + " bytes from " + from);
            }
        }
    }

    @Test
    void shouldSayWhereTheFileEnds() throws IOException {
        Files.write(directory.resolve(NAME), new byte[BLOCK + 10]);
        try (DiskFile file = files.openDirect(NAME)) {
            ByteBuffer target = ByteBuffer.allocate(100);
            assertEquals(6, file.read(target, BLOCK + 4));
            assertEquals(6, target.position());
            assertEquals(-1, file.read(target, BLOCK + 10));
            assertEquals(-1, file.read(target, 10L * BLOCK));
        }
    }

    @Test
    void shouldRefuseToWriteWhatWasOpenedForReading() throws IOException {
        Files.write(directory.resolve(NAME), new byte[BLOCK]);
        try (DiskFile file = files.openDirect(NAME)) {
            assertThrows(NonWritableChannelException.class, () -> file.write(ByteBuffer.allocate(8), 0));
        }
        assertArrayEquals(new byte[BLOCK], onDisk());
    }

    @Test
    void shouldSayWhichFileIsNotThere() {
        IOException refused = assertThrows(IOException.class, () -> files.openDirect("missing"));
        assertTrue(refused.getMessage().contains("missing"), refused.getMessage());
    }

    @Test
    void shouldRefuseToCreateAFileThatIsThere() throws IOException {
        Files.write(directory.resolve(NAME), new byte[] {1});
        assertThrows(FileAlreadyExistsException.class, () -> files.createDirect(NAME));
        assertArrayEquals(new byte[] {1}, onDisk());
    }

    @Test
    void shouldForceEveryFewMebibytesWhereThereIsOnlyThePageCache() throws IOException {
        int[] forces = new int[1];
        DiskFile counting = new ForwardingFile(files.create(NAME)) {
            @Override
            public void force(boolean metadata) throws IOException {
                forces[0]++;
                super.force(metadata);
            }
        };
        try (DiskFile file = new SteadyFile(counting)) {
            for (int i = 0; i < 20; i++) {
                FullIo.write(file, ByteBuffer.allocate(STAGE), (long) i * STAGE);
            }
            assertEquals(2, forces[0], "in 20 MiB");
            file.force(false);
            for (int i = 20; i < 27; i++) {
                FullIo.write(file, ByteBuffer.allocate(STAGE), (long) i * STAGE);
            }
            assertEquals(3, forces[0], "with the one asked for, and 7 MiB behind it");
        }
    }

    /** The fallback can do more; everything else here holds for it, too. */
    private void assumeDirect() throws IOException {
        assumeTrue(Set.of("ext4", "xfs").contains(Files.getFileStore(directory).type()), "another file system");
    }

    private byte[] onDisk() throws IOException {
        return Files.readAllBytes(directory.resolve(NAME));
    }

    private static byte[] content(Random random, int length) {
        byte[] content = new byte[length];
        random.nextBytes(content);
        return content;
    }

    private static ByteBuffer blocks(int count) {
        return ByteBuffer.allocateDirect((count + 1) * BLOCK)
                .alignedSlice(BLOCK)
                .limit(count * BLOCK);
    }
}
