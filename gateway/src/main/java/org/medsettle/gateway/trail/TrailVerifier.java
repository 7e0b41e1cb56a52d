package org.medsettle.gateway.trail;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks a whole trail from its files, beside a running node or on a copy: every hash, every number, every link. What it
 * meets can be listened to, line by line.
 *
 * <p>Threads: one per object. Failure: a value that names file and line; nothing is ever changed.
 */
public final class TrailVerifier {
    private final TrailDirectory directory;
    private final @Nullable LocalDate only;
    private final String tag;
    private final Consumer<String> lines;
    private long first;
    private TrailHead head = TrailHead.START;

    private TrailVerifier(TrailDirectory directory, @Nullable LocalDate only, String tag, Consumer<String> lines) {
        this.directory = directory;
        this.only = only;
        this.tag = tag;
        this.lines = lines;
    }

    /**
     * Checks the trail in {@code directory} and hands the lines of day {@code only} (of all days when {@code null}) that
     * concern {@code subject} (all when it is {@link AuditSubject#NONE}) to {@code lines}.
     */
    public static TrailOutcome verify(
            Path directory, @Nullable LocalDate only, AuditSubject subject, Consumer<String> lines) {
        TrailDirectory trail = new TrailDirectory(directory);
        try {
            String tag =
                    subject.isNone() ? "" : SubjectTags.read(trail.secret()).of(subject);
            return new TrailVerifier(trail, only, tag, lines).verify();
        } catch (IOException unreadable) {
            return new TrailOutcome.Broken(directory.toString(), "cannot be read: " + unreadable);
        }
    }

    private TrailOutcome verify() throws IOException {
        List<LocalDate> days = directory.days();
        for (Iterator<LocalDate> each = days.iterator(); each.hasNext(); ) {
            LocalDate day = each.next();
            TrailOutcome broken = verify(day, !each.hasNext());
            if (broken != null) {
                return broken;
            }
        }
        return new TrailOutcome.Sound(first, head, days.size());
    }

    private @Nullable TrailOutcome verify(LocalDate day, boolean isNewest) throws IOException {
        Path file = directory.file(day);
        boolean isLastUnderWay = isNewest && endsWithinALine(file);
        int number = 0;
        // Read as single bytes, so that what was changed is hashed as it stands there.
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                number++;
                AuditLine line = AuditLine.of(text.getBytes(StandardCharsets.ISO_8859_1));
                if (line == null && isLastUnderWay && !reader.ready()) {
                    break;
                }
                String why = why(line);
                if (line == null || !why.isEmpty()) {
                    return new TrailOutcome.Broken(file + " line " + number, why);
                }
                head = new TrailHead(line.number(), line.hash());
                tell(day, line);
            }
        }
        return null;
    }

    /** A line without its line feed is being written just now, or was when the node ended: nobody was told that it stands. */
    private static boolean endsWithinALine(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
        }
    }

    /** Why a line may not stand where it stands, or {@code ""}. */
    private String why(@Nullable AuditLine line) {
        if (line == null) {
            return "is no record, or was changed after it was written";
        }
        if (first == 0) {
            first = line.number();
            return "";
        }
        return head.isBefore(line)
                ? ""
                : "does not hang on record " + head.number() + ": records are missing, were added or changed places";
    }

    private void tell(LocalDate day, AuditLine line) {
        if ((only == null || only.equals(day))
                && (tag.isEmpty() || line.member("tag").equals(tag))) {
            lines.accept(line.text());
        }
    }
}
