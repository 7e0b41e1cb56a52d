package org.medsettle.gateway.cli.imports;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lines a node rejected, each with its number, the reason and its text, to be put right and imported again.
 *
 * <p>Threads: one. Invariant: after an import without rejections there is no such file, an older one included.
 */
final class RejectsFile implements AutoCloseable {
    private final Path file;
    private final String header;
    private @Nullable BufferedWriter out;

    RejectsFile(Path imported, String header) throws IOException {
        String name = String.valueOf(imported.getFileName());
        String base = name.endsWith(".csv") ? name.substring(0, name.length() - ".csv".length()) : name;
        this.file = imported.resolveSibling(base + ".rejects.csv");
        this.header = header;
        Files.deleteIfExists(file);
    }

    Path file() {
        return file;
    }

    void add(long line, String reason, String text) throws IOException {
        BufferedWriter writer = out;
        if (writer == null) {
            writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
            writer.write("line,reason," + header + "\n");
            out = writer;
        }
        writer.write(line + ",\"" + reason.replace("\"", "\"\"") + "\"," + text + "\n");
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
