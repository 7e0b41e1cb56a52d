package org.medsettle.gateway.his;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * The fields of one JSON object, or of the rows of one array of objects, as they came: where each text stands in the
 * shared characters, that it was absent, or that it had a wrong JSON type.
 *
 * <p>Invariant: an empty text is absent.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class FieldTable {
    private static final int ABSENT = 0;
    private static final int WRONG_TYPE = -1;

    private final Map<String, HisField> names = new HashMap<>();
    private final int[] columns = new int[HisField.values().length];
    private final int width;
    private final char[] chars;
    private final int[] starts;
    private final int[] lengths;
    private int rows;
    /** Columns of the last row that were named, one bit each. */
    private long named;

    /** A table of up to {@code rowsMax} rows over {@code chars}. */
    FieldTable(char[] chars, int rowsMax, List<HisField> fields) {
        this.chars = chars;
        width = fields.size();
        starts = new int[rowsMax * width];
        lengths = new int[rowsMax * width];
        Arrays.fill(columns, -1);
        for (HisField field : fields) {
            columns[field.ordinal()] = names.size();
            names.put(field.wireName(), field);
        }
    }

    /** Forgets all rows. */
    void clear() {
        rows = 0;
    }

    /** Begins the next row, all of it absent. */
    void addRow() {
        Arrays.fill(lengths, rows * width, (rows + 1) * width, ABSENT);
        rows++;
        named = 0;
    }

    int rows() {
        return rows;
    }

    /** True when there is at least one row. */
    boolean isPresent() {
        return rows > 0;
    }

    /** The field of a name in this object, {@code null} when it is not read. */
    @Nullable
    HisField named(String name) {
        return names.get(name);
    }

    /** Notes that a field of the last row is named; false when it was before. */
    boolean mark(HisField field) {
        long bit = 1L << columns[field.ordinal()];
        boolean first = (named & bit) == 0;
        named |= bit;
        return first;
    }

    /** Sets a field of the last row. */
    void set(HisField field, int start, int length) {
        int slot = slot(rows - 1, field);
        starts[slot] = start;
        lengths[slot] = length;
    }

    /** Marks a field of the last row as of a wrong type. */
    void setWrongType(HisField field) {
        lengths[slot(rows - 1, field)] = WRONG_TYPE;
    }

    boolean has(int row, HisField field) {
        return lengths[slot(row, field)] != ABSENT;
    }

    boolean isWrongType(int row, HisField field) {
        return lengths[slot(row, field)] == WRONG_TYPE;
    }

    /** Characters of a field, 0 when it is absent or of a wrong type. */
    int length(int row, HisField field) {
        return Math.max(0, lengths[slot(row, field)]);
    }

    /** Points {@code view} at a field's text, which is empty when it is absent. */
    HisText text(int row, HisField field, HisText view) {
        int slot = slot(row, field);
        return view.set(chars, starts[slot], Math.max(0, lengths[slot]));
    }

    private int slot(int row, HisField field) {
        return row * width + columns[field.ordinal()];
    }
}
