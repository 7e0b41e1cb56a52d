package org.medsettle.gateway.admin.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of an import file, its values in the order of the decoder's columns.
 *
 * <p>Threads: immutable. Units: line numbers from 1, the header's. Invariant: either {@code reason} says why the line
 * cannot be read, or there is one value per column.
 */
public record CsvLine(int number, List<String> values, @Nullable String reason) {
    static CsvLine unreadable(int number, String reason) {
        return new CsvLine(number, List.of(), reason);
    }

    /** The value in a column, without surrounding blanks. */
    public String get(int column) {
        return values.get(column).strip();
    }
}
