package org.medsettle.gateway.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.medsettle.domain.mask.TextMask;
import org.slf4j.event.KeyValuePair;

/** One JSON object a line, times in UTC. Threads: stateless. */
final class JsonLineEncoder implements LineEncoder {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public String encode(ILoggingEvent event, TextMask mask, String node, long suppressed) {
        MaskedEvent masked = new MaskedEvent(event, mask);
        StringWriter line = new StringWriter(512);
        try (JsonGenerator to = JSON.createGenerator(line)) {
            to.writeStartObject();
            to.writeStringField("time", TIME.format(event.getInstant()));
            to.writeStringField("level", event.getLevel().toString());
            to.writeStringField("event", masked.code());
            to.writeStringField("message", masked.message());
            for (KeyValuePair pair : masked.values()) {
                to.writeFieldName(pair.key);
                write(pair.value, to);
            }
            to.writeStringField("logger", masked.logger());
            to.writeStringField("thread", event.getThreadName());
            to.writeStringField("node", node);
            if (suppressed > 0) {
                to.writeNumberField("suppressed", suppressed);
            }
            writeErrors(masked.errors(), to);
            to.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return line.append('\n').toString();
    }

    private static void write(Object value, JsonGenerator to) throws IOException {
        if (value instanceof Boolean truth) {
            to.writeBoolean(truth);
        } else if (value instanceof Number number) {
            to.writeNumber(number.toString());
        } else {
            to.writeString(value.toString());
        }
    }

    private static void writeErrors(List<MaskedEvent.Failure> errors, JsonGenerator to) throws IOException {
        if (errors.isEmpty()) {
            return;
        }
        to.writeArrayFieldStart("errors");
        for (MaskedEvent.Failure error : errors) {
            to.writeStartObject();
            to.writeStringField("type", error.type());
            to.writeStringField("message", error.message());
            to.writeArrayFieldStart("stack");
            for (String frame : error.stack()) {
                to.writeString(frame);
            }
            to.writeEndArray();
            to.writeEndObject();
        }
        to.writeEndArray();
    }
}
