package org.medsettle.gateway.trail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Makes the trail's lines, each hanging on the one before: a line is one JSON object whose last member is the SHA-256 of
 * every byte before that member, the hash of the line before among them.
 *
 * <p>Invariant: numbers rise by one from line to line, across files. Units: times in Asia/Shanghai.
 */
@ThreadConfined(Threads.AUDIT_TRAIL)
final class AuditLineEncoder {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_CONTENT).build();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
            .withZone(ZoneOffset.ofHours(8));

    private final SubjectTags tags;
    private TrailHead head;

    AuditLineEncoder(SubjectTags tags, TrailHead head) {
        this.tags = tags;
        this.head = head;
    }

    TrailHead head() {
        return head;
    }

    /** Forgets the lines made since {@code earlier}, which could not be written. */
    void backTo(TrailHead earlier) {
        head = earlier;
    }

    /** The next line. */
    byte[] encode(long epochMs, AuditEntry entry) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        try (JsonGenerator to = JSON.createGenerator(line)) {
            to.writeStartObject();
            to.writeNumberField("n", head.number() + 1);
            to.writeStringField("time", TIME.format(Instant.ofEpochMilli(epochMs)));
            write(entry, to);
            to.writeStringField("prev", head.hash());
            to.flush();
            head = new TrailHead(head.number() + 1, AuditLine.hash(line.toByteArray(), line.size()));
            to.writeRaw(AuditLine.HASH + head.hash() + AuditLine.END);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return line.toByteArray();
    }

    private void write(AuditEntry entry, JsonGenerator to) throws IOException {
        to.writeStringField("operator", entry.operator());
        to.writeStringField("peer", entry.peer());
        to.writeStringField("call", entry.call());
        if (!entry.subject().isNone()) {
            to.writeStringField("concerns", entry.subject().type().name());
            to.writeStringField("subject", entry.subject().toString());
            to.writeStringField("tag", tags.of(entry.subject()));
        }
        to.writeNumberField("status", entry.status());
        to.writeStringField("result", entry.result());
        if (entry.sequence() != 0) {
            to.writeNumberField("sequence", entry.sequence());
        }
    }
}
