package org.medsettle.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every file of a directory by name and content, taken before and compared after. Threads: one. */
final class Untouched implements AutoCloseable {
    private final Path directory;
    private final Map<String, Integer> before;

    Untouched(Path directory) throws IOException {
        this.directory = directory;
        before = contents();
    }

    private Map<String, Integer> contents() throws IOException {
        Map<String, Integer> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(directory.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return contents;
    }

    @Override
    public void close() throws IOException {
        assertEquals(before, contents());
    }
}
