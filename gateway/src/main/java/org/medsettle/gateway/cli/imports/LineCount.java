package org.medsettle.gateway.cli.imports;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many lines of a file are not empty, its header aside. Threads: stateless. */
final class LineCount {
    private static final int READ_BYTES = 1 << 18;

    private LineCount() {}

    static long of(Path file) throws IOException {
        long filled = 0;
        boolean empty = true;
        byte[] buffer = new byte[READ_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    byte b = buffer[i];
                    if (b == '\n') {
                        filled += empty ? 0 : 1;
                        empty = true;
                    } else if (b != '\r') {
                        empty = false;
                    }
                }
            }
        }
        filled += empty ? 0 : 1;
        return Math.max(0, filled - 1);
    }
}
