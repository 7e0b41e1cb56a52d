package org.medsettle.gateway.admin.drop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.medsettle.domain.list.ListLevel;

/**
 * A feed as its file's name describes it: {@code LEVEL-VERSION.csv} replaces a list, {@code LEVEL-VERSION-on-BASE.csv} is a
 * delta. Beside it lies its checksum, under the same name with {@value #CHECKSUM} behind it.
 *
 * <p>Threads: immutable.
 */
record DroppedFeed(Path file, ListLevel level, long version, long baseVersion) {
    static final String CHECKSUM = ".sha256";
    /** The order in which feeds are taken: by list, then by version. */
    static final Comparator<DroppedFeed> ORDER =
            Comparator.comparing(DroppedFeed::level).thenComparingLong(DroppedFeed::version);

    private static final Pattern NAME =
            Pattern.compile("(NATION|PROVINCE|CITY)-([0-9]{1,18})(?:-on-([0-9]{1,18}))?\\.csv");
    private static final Pattern SUM = Pattern.compile("([0-9a-fA-F]{64})(?:[ \\t].*)?");
    private static final int SUM_BYTES_MAX = 4_096;

    /** The feed a file holds by its name, or {@code null} when that is no feed's. */
    static @Nullable DroppedFeed of(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        if (!name.matches()) {
            return null;
        }
        String base = name.group(3);
        return new DroppedFeed(
                file,
                ListLevel.valueOf(name.group(1)),
                Long.parseLong(name.group(2)),
                base == null ? 0 : Long.parseLong(base));
    }

    String name() {
        return String.valueOf(file.getFileName());
    }

    Path checksumFile() {
        return file.resolveSibling(name() + CHECKSUM);
    }

    /** The checksum that came with the file, or {@code null} when its file holds none. */
    @Nullable
    String announcedChecksum() throws IOException {
        if (Files.size(checksumFile()) > SUM_BYTES_MAX) {
            return null;
        }
        String text = new String(Files.readAllBytes(checksumFile()), StandardCharsets.ISO_8859_1);
        Matcher sum = SUM.matcher(text.strip().lines().findFirst().orElse(""));
        return sum.matches() ? sum.group(1).toLowerCase(Locale.ROOT) : null;
    }
}
