package org.medsettle.gateway.trail;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.BusinessDay;

/**
 * Adds records to the file of the day they come on, a batch at a time.
 *
 * <p>Invariant: days never go back, even when the clock does, so that the order of files is the order of records. Failure: a
 * batch that cannot be written whole leaves nothing behind; the files are found and read anew before the next.
 */
@ThreadConfined(Threads.AUDIT_TRAIL)
final class TrailWriter {
    /** Most lines of one page. */
    private static final int PAGE_LINES = 10_000;

    private final TrailDirectory directory;
    private @Nullable TrailFile file;
    private @Nullable AuditLineEncoder encoder;

    TrailWriter(TrailDirectory directory) {
        this.directory = directory;
    }

    /** The last line written, as far as this writer knows. */
    TrailHead head() {
        AuditLineEncoder known = encoder;
        return known == null ? TrailHead.START : known.head();
    }

    /** Writes and forces the entries; answers {@code ""}, or why it could not. */
    String write(long epochMs, List<AuditEntry> entries) {
        try {
            AuditLineEncoder lines = opened();
            if (!entries.isEmpty()) {
                TrailFile today = fileOf(LocalDate.ofEpochDay(BusinessDay.dateOf(epochMs)));
                ByteArrayOutputStream batch = new ByteArrayOutputStream(512 * entries.size());
                for (AuditEntry entry : entries) {
                    batch.write(lines.encode(epochMs, entry));
                }
                today.append(ByteBuffer.wrap(batch.toByteArray()));
            }
            return "";
        } catch (IOException failed) {
            close();
            return "the audit trail in " + directory.path() + " cannot be written: " + failed.getMessage();
        }
    }

    /** Finds the last line of the newest file that has one. */
    private AuditLineEncoder opened() throws IOException {
        AuditLineEncoder known = encoder;
        if (known != null) {
            return known;
        }
        Files.createDirectories(directory.path());
        SubjectTags tags = SubjectTags.readOrMake(directory.secret());
        TrailHead head = TrailHead.START;
        List<LocalDate> days = directory.days();
        for (int i = days.size() - 1; i >= 0 && head.equals(TrailHead.START); i--) {
            TrailFile found = TrailFile.open(directory, days.get(i));
            AuditLine last = found.lastLine();
            if (last != null) {
                head = new TrailHead(last.number(), last.hash());
            }
            if (i == days.size() - 1) {
                file = found;
            } else {
                found.close();
            }
        }
        known = new AuditLineEncoder(tags, head);
        encoder = known;
        return known;
    }

    private TrailFile fileOf(LocalDate day) throws IOException {
        TrailFile current = file;
        if (current == null || day.isAfter(current.day())) {
            if (current != null) {
                current.close();
            }
            current = TrailFile.open(directory, day);
            file = current;
        }
        return current;
    }

    /** Lines of a day from number {@code from}; nothing when the day has no file or it cannot be read. */
    TrailPage read(LocalDate day, long from) {
        if (!Files.exists(directory.file(day))) {
            return TrailPage.NONE;
        }
        try (BufferedReader lines = Files.newBufferedReader(directory.file(day), StandardCharsets.ISO_8859_1)) {
            StringBuilder page = new StringBuilder();
            int count = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                AuditLine one = AuditLine.of(line.getBytes(StandardCharsets.ISO_8859_1));
                if (one != null && one.number() < from) {
                    continue;
                }
                if (count == PAGE_LINES) {
                    return page(page, one == null ? 0 : one.number());
                }
                page.append(line).append('\n');
                count++;
            }
            return page(page, 0);
        } catch (IOException unreadable) {
            return TrailPage.NONE;
        }
    }

    private static TrailPage page(StringBuilder lines, long next) {
        return new TrailPage(true, lines.toString(), next);
    }

    /** Lets the file go; the next batch finds it again. */
    void close() {
        encoder = null;
        TrailFile open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException lost) {
                // Everything confirmed has been forced; the rest is cut off when the file is opened again.
            }
        }
    }
}
