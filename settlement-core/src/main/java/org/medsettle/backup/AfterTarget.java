package org.medsettle.backup;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.medsettle.audit.RecordLine;
import org.medsettle.command.CommandType;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.journal.JournalRecord;

/**
 * What lies behind the target of a restore: how many commands of each kind, and every one that moves money, a line each,
 * identities masked. A few lines are kept, many go to a file. The journal has what was asked for, not what was answered:
 * commands that were refused are among them.
 *
 * <p>Threads: one. Failure: {@link IOException} when the file cannot be written.
 */
@ThreadConfined(Threads.CALLER)
final class AfterTarget implements AutoCloseable {
    private static final int MAX_KEPT = 20;

    private final Path file;
    private final Map<CommandType, Long> counts = new EnumMap<>(CommandType.class);
    private final List<String> kept = new ArrayList<>();
    private final RecordLine words = new RecordLine();
    private @Nullable BufferedWriter writer;
    private long unknown;

    AfterTarget(Path file) {
        this.file = file;
    }

    void add(JournalRecord command) throws IOException {
        CommandType type = CommandType.of(command.type());
        if (type == null) {
            unknown++;
            return;
        }
        counts.merge(type, 1L, Long::sum);
        switch (type) {
            case SETTLE, CANCEL, REVERSE, PURCHASE, TILL_VOID, TILL_REFUND, TILL_REVERSE -> line(words.of(command));
            default -> {
                // Only what moves a patient's money is listed one by one.
            }
        }
    }

    private void line(String line) throws IOException {
        BufferedWriter open = writer;
        if (open == null && kept.size() < MAX_KEPT) {
            kept.add(line);
            return;
        }
        if (open == null) {
            open = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
            writer = open;
            for (String first : kept) {
                open.append(first).append('\n');
            }
            kept.clear();
        }
        open.append(line).append('\n');
    }

    /** All of it. To be called once, after the last command. */
    Found found() throws IOException {
        close();
        String byKind = counts.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        long commands = counts.values().stream().mapToLong(Long::longValue).sum() + unknown;
        return new Found(commands, byKind, List.copyOf(kept), writer == null ? "" : file.toString());
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }

    /**
     * What was found.
     *
     * @param byKind counts by kind of command, in words
     * @param lines what moves money, when it is little
     * @param file where it stands otherwise; empty when it is little
     */
    public record Found(long commands, String byKind, List<String> lines, String file) {}
}
