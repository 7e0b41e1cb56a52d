package org.medsettle.gateway.trail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which files a trail consists of: one for each day of Asia/Shanghai on which anything was recorded, and the secret of its
 * tags. Files are only ever added to; none is deleted by the node.
 *
 * <p>Threads: immutable.
 */
record TrailDirectory(Path path) {
    private static final String SUFFIX = ".jsonl";

    Path file(LocalDate day) {
        return path.resolve(day + SUFFIX);
    }

    Path secret() {
        return path.resolve("subject.key");
    }

    /** The days there are, oldest first. */
    List<LocalDate> days() throws IOException {
        if (!Files.isDirectory(path)) {
            throw new NotDirectoryException(path.toString());
        }
        List<LocalDate> days = new ArrayList<>();
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                LocalDate day = dayOf(file.getFileName().toString());
                if (day != null) {
                    days.add(day);
                }
            }
        }
        days.sort(null);
        return days;
    }

    private static @Nullable LocalDate dayOf(String name) {
        try {
            return name.endsWith(SUFFIX) ? LocalDate.parse(name.substring(0, name.length() - SUFFIX.length())) : null;
        } catch (DateTimeParseException other) {
            return null;
        }
    }
}
