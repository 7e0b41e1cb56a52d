package org.medsettle.gateway.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The temporary directory of one run: population, data, logs. It goes away with {@link #close}, and when the JVM ends.
 *
 * <p>Threads: the caller.
 */
final class DemoDirectory implements AutoCloseable {
    private final Path root;
    private boolean isKept;

    private DemoDirectory(Path root) {
        this.root = root;
    }

    static DemoDirectory create() throws IOException {
        DemoDirectory directory = new DemoDirectory(Files.createTempDirectory("medsettle-demo-"));
        Runtime.getRuntime().addShutdownHook(new Thread(directory::close, "remove-demo-directory"));
        return directory;
    }

    Path population() throws IOException {
        return Files.createDirectories(root.resolve("population"));
    }

    Path data() {
        return root.resolve("data");
    }

    Path log(String name) {
        return root.resolve(name + ".log");
    }

    Path root() {
        return root;
    }

    /** Leaves everything where it is. */
    void keep() {
        isKept = true;
    }

    /** Removes everything, unless it is kept. */
    @Override
    public void close() {
        if (isKept || !Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException left) {
            System.err.println("medsettle: could not remove " + root + ": " + left);
        }
    }
}
