package org.medsettle.sim;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.medsettle.command.CommandType;
import org.medsettle.command.ResultCode;

/** Counts what a simulation has really done, so that what it never does is noticed. Threads: one; merged by one. */
final class Coverage {
    private final Map<FaultKind, Long> faults = new EnumMap<>(FaultKind.class);
    private final Map<CommandType, Long> commands = new EnumMap<>(CommandType.class);
    private final Map<ResultCode, Long> answers = new EnumMap<>(ResultCode.class);
    private final Map<String, Long> events = new TreeMap<>();

    void fault(FaultKind kind) {
        faults.merge(kind, 1L, Long::sum);
    }

    void command(CommandType type) {
        commands.merge(type, 1L, Long::sum);
    }

    void answer(ResultCode code) {
        answers.merge(code, 1L, Long::sum);
    }

    void event(String what) {
        event(what, 1);
    }

    void event(String what, long times) {
        events.merge(what, times, Long::sum);
    }

    long of(FaultKind kind) {
        return faults.getOrDefault(kind, 0L);
    }

    long of(CommandType type) {
        return commands.getOrDefault(type, 0L);
    }

    long of(ResultCode code) {
        return answers.getOrDefault(code, 0L);
    }

    long of(String event) {
        return events.getOrDefault(event, 0L);
    }

    synchronized void add(Coverage other) {
        other.faults.forEach((kind, count) -> faults.merge(kind, count, Long::sum));
        other.commands.forEach((type, count) -> commands.merge(type, count, Long::sum));
        other.answers.forEach((code, count) -> answers.merge(code, count, Long::sum));
        other.events.forEach((event, count) -> events.merge(event, count, Long::sum));
    }

    /** Everything counted, as two lines. */
    String words() {
        return "simulator: " + words(events) + "\nfaults: " + words(faults);
    }

    private static String words(Map<?, Long> counts) {
        return counts.entrySet().stream()
                .map(entry ->
                        entry.getKey().toString().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
