package org.medsettle.gateway.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.LogSafe;
import org.medsettle.domain.mask.TextMask;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;
import org.slf4j.helpers.MessageFormatter;

/**
 * A log event as it may be shown. What its Java type says is harmless (numbers, truth, enums, {@link LogSafe}) stays as it is; every text, be it
 * a message, an argument, a value or what an exception says, goes through {@link TextMask}; of arrays only the type is shown.
 *
 * <p>Threads: immutable view of one event.
 */
final class MaskedEvent {
    /** Code of lines that no {@code LogEvent} stands behind: those of libraries. */
    static final String NO_CODE = "LIBRARY";

    private static final int MAX_CAUSES = 5;
    private static final int MAX_FRAMES = 20;

    /** An exception as it may be shown, its causes behind it. */
    record Failure(String type, String message, List<String> stack) {}

    private final ILoggingEvent event;
    private final TextMask mask;

    MaskedEvent(ILoggingEvent event, TextMask mask) {
        this.event = event;
        this.mask = mask;
    }

    String code() {
        List<Marker> markers = event.getMarkerList();
        return markers == null || markers.isEmpty() ? NO_CODE : markers.get(0).getName();
    }

    /** Name of the logger without its package. */
    String logger() {
        String name = event.getLoggerName();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    String message() {
        Object[] arguments = event.getArgumentArray();
        String template = mask.apply(String.valueOf(event.getMessage()));
        if (arguments == null) {
            return template;
        }
        Object[] shown = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            shown[i] = shown(arguments[i]);
        }
        return MessageFormatter.basicArrayFormat(template, shown);
    }

    /** Keys and values beside the message; values are numbers, truths or masked texts. */
    List<KeyValuePair> values() {
        List<KeyValuePair> values = new ArrayList<>();
        List<KeyValuePair> given = event.getKeyValuePairs();
        if (given != null) {
            given.forEach(pair -> values.add(new KeyValuePair(pair.key, shown(pair.value))));
        }
        return values;
    }

    /** The exception and its causes, the outermost first. */
    List<Failure> errors() {
        List<Failure> errors = new ArrayList<>();
        IThrowableProxy cause = event.getThrowableProxy();
        while (cause != null && errors.size() < MAX_CAUSES) {
            List<String> stack = new ArrayList<>();
            StackTraceElementProxy[] frames = cause.getStackTraceElementProxyArray();
            for (int i = 0; i < frames.length && i < MAX_FRAMES; i++) {
                stack.add(frames[i].getStackTraceElement().toString());
            }
            errors.add(new Failure(cause.getClassName(), text(cause.getMessage()), stack));
            cause = cause.getCause();
        }
        return errors;
    }

    private Object shown(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Number || value instanceof Boolean || value instanceof Enum<?>) {
            return value;
        }
        if (value instanceof LogSafe) {
            return value.toString();
        }
        if (value instanceof Throwable thrown) {
            return thrown.getClass().getName() + ": " + text(thrown.getMessage());
        }
        return value.getClass().isArray() ? value.getClass().getSimpleName() : text(value.toString());
    }

    private String text(@Nullable String text) {
        return text == null ? "" : mask.apply(text);
    }
}
