package org.medsettle.backup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.files.PathFiles;

/** Copies have the bytes and the length of their originals, wherever these are zero. */
@ThreadConfined(Threads.CALLER)
class FileCopyTest {
    private static final int MIB = 1 << 20;

    @TempDir
    Path directory;

    /** Begins with so many bytes that are not zero; so many are used of so many. */
    @ParameterizedTest
    @CsvSource({
        "100, 100, 3145728",
        "100, 3145728, 3145728",
        "2097152, 3145728, 3145728",
        "3145728, 3145728, 3145728",
        "0, 3145728, 3145728",
        "100, 1048577, 1048577",
        "1, 1, 1"
    })
    void shouldCopyZeroesAtTheEnd(int written, int used, int length) throws IOException {
        for (boolean isDense : new boolean[] {false, true}) {
            byte[] content = new byte[length];
            Arrays.fill(content, 0, written, (byte) 7);
            Path from = Files.createDirectories(directory.resolve("from"));
            Path to = Files.createDirectories(directory.resolve("to"));
            Files.write(from.resolve("file"), content);
            FileCopy copy = new FileCopy(new PathFiles(from), new PathFiles(to), to);

            copy.copy("file", used, length, isDense);
            copy.name("file");

            assertArrayEquals(content, Files.readAllBytes(to.resolve("file")));
        }
    }

    @Test
    void shouldCopyZeroesBetween() throws IOException {
        byte[] content = new byte[4 * MIB];
        content[0] = 1;
        content[4 * MIB - 1] = 1;
        Files.write(directory.resolve("file"), content);
        Path to = Files.createDirectories(directory.resolve("to"));
        FileCopy copy = new FileCopy(new PathFiles(directory), new PathFiles(to), to);

        copy.copy("file", content.length, content.length, false);
        copy.name("file");

        assertArrayEquals(content, Files.readAllBytes(to.resolve("file")));
    }
}
