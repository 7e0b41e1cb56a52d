package org.medsettle.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/** One process per directory, and no start on what this version cannot know. */
@ThreadConfined(Threads.CALLER)
class DataDirectoryTest {
    @TempDir
    Path temporary;

    @Test
    void shouldCreateWhatIsMissing() throws Exception {
        Path path = temporary.resolve("a/b");

        try (DataDirectory directory = DataDirectory.open(path)) {
            assertTrue(Files.isDirectory(directory.journal()));
            assertEquals("medsettle-data 2\n", Files.readString(path.resolve("FORMAT"), StandardCharsets.US_ASCII));
        }
        DataDirectory.open(path).close();
    }

    @Test
    void shouldRefuseSecondOpening() {
        try (DataDirectory first = DataDirectory.open(temporary)) {
            DataDirectoryException refusal =
                    assertThrows(DataDirectoryException.class, () -> DataDirectory.open(first.path()));

            assertTrue(String.valueOf(refusal.getMessage()).contains("in use"));
        }
    }

    @Test
    void shouldRefuseWhenAnotherProcessHoldsTheLock() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process holder = new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        temporary.toString())
                .start();
        try {
            assertEquals('L', holder.getInputStream().read(), "the other process holds the lock");

            assertThrows(DataDirectoryException.class, () -> DataDirectory.open(temporary));
        } finally {
            holder.destroyForcibly().waitFor();
        }
        DataDirectory.open(temporary).close();
    }

    @Test
    void shouldRefuseNewerFormat() throws Exception {
        Files.writeString(temporary.resolve("FORMAT"), "medsettle-data 3\n");

        DataDirectoryException refusal =
                assertThrows(DataDirectoryException.class, () -> DataDirectory.open(temporary));

        assertTrue(String.valueOf(refusal.getMessage()).contains("format 3"));
    }

    @Test
    void shouldRefuseDamagedFormat() throws Exception {
        for (String content : new String[] {"", "medsettle-data x", "something else 1", "medsettle-data 0"}) {
            Files.writeString(temporary.resolve("FORMAT"), content);

            assertThrows(DataDirectoryException.class, () -> DataDirectory.open(temporary), content);
        }
    }

    @Test
    void shouldRefuseWhenPathIsAFile() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThrows(DataDirectoryException.class, () -> DataDirectory.open(file));
    }

    /** Another process: takes the lock, says so, and keeps it until it is killed. */
    @ThreadConfined(Threads.CALLER)
    static final class LockHolder {
        private LockHolder() {}

        public static void main(String[] args) throws Exception {
            DataDirectory held = DataDirectory.open(Path.of(args[0]));
            System.out.print("L");
            System.out.flush();
            int ignored = System.in.read();
            held.close();
            System.exit(Math.min(ignored, 0));
        }
    }
}
