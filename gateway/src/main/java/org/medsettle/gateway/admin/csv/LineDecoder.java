package org.medsettle.gateway.admin.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;

/**
 * Turns lines of one kind of import file into commands: {@link #begin}, {@link #add} for up to {@link #linesPerCommand}
 * lines, {@link #finish}.
 *
 * <p>Threads: confined to one thread. Failure: a line that breaks a rule is not added, and {@link #add} says why in a
 * sentence that begins with the column.
 */
public interface LineDecoder {
    /** Enough for a batch of the journal, far from filling a ring. */
    int WINDOW = 2_048;

    /** The columns of the file, in the order in which {@link CsvLine} hands out values. */
    List<String> columns();

    /** How many lines one command may carry. */
    default int linesPerCommand() {
        return 1;
    }

    /** How many commands may be under way at a time. */
    default int window() {
        return WINDOW;
    }

    /** Starts a command. */
    default void begin(Command command) {}

    /** Adds a line to the command, or answers why not. */
    @Nullable
    String add(CsvLine line, Command command);

    /** Completes a command that took at least one line. */
    default void finish(Command command) {}
}
