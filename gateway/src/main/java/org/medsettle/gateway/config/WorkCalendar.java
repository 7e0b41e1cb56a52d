package org.medsettle.gateway.config;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.WorkCalendarBody;

/**
 * The days that differ from the week: public holidays, and the weekend days on which their work is made up. It comes as CSV
 * with the columns date, kind ({@code holiday} or {@code workday}) and, if wanted, name, and enters the ledger as a
 * command.
 *
 * <p>Threads: immutable. Units: epoch days. Failure: a value; {@link #problem()} says what is wrong with the text.
 */
public final class WorkCalendar {
    /** No day differs. */
    public static final WorkCalendar NONE = new WorkCalendar(new TreeMap<>(), null);

    private static final int MAX_BYTES = 1 << 20;
    private static final String DATE = "date";
    private static final String KIND = "kind";

    private final SortedMap<Integer, Boolean> workedByDay;
    private final @Nullable String problem;

    private WorkCalendar(SortedMap<Integer, Boolean> workedByDay, @Nullable String problem) {
        this.workedByDay = workedByDay;
        this.problem = problem;
    }

    /** Reads a file. */
    public static WorkCalendar read(Path file) {
        WorkCalendar calendar;
        try {
            calendar = Files.size(file) > MAX_BYTES
                    ? broken("larger than " + MAX_BYTES + " bytes, is this the calendar?")
                    : parse(Files.readString(file));
        } catch (CharacterCodingException malformed) {
            calendar = broken("not UTF-8, save it as UTF-8");
        } catch (IOException failed) {
            calendar = broken("cannot be read, " + failed.getMessage());
        }
        return calendar.problem == null ? calendar : broken(file + ": " + calendar.problem);
    }

    /** Reads the text of a file; of bytes that are not UTF-8 no line is right. */
    public static WorkCalendar parse(byte[] bytes) {
        return parse(new String(bytes, StandardCharsets.UTF_8));
    }

    private static WorkCalendar parse(String text) {
        SortedMap<Integer, Boolean> days = new TreeMap<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(text)) {
            for (NamedCsvRecord row : reader) {
                String reason = add(row, days);
                if (reason != null) {
                    return broken("line " + row.getStartingLineNumber() + ": " + reason);
                }
            }
        } catch (CsvParseException | IOException malformed) {
            return broken("not CSV, " + malformed.getMessage());
        }
        return days.size() > WorkCalendarBody.MAX_DAYS
                ? broken("more than " + WorkCalendarBody.MAX_DAYS + " days")
                : new WorkCalendar(days, null);
    }

    private static @Nullable String add(NamedCsvRecord row, SortedMap<Integer, Boolean> days) {
        String kind = row.findField(KIND).orElse("");
        if (!kind.equals("holiday") && !kind.equals("workday")) {
            return "kind must be holiday or workday";
        }
        int day;
        try {
            day = Math.toIntExact(
                    LocalDate.parse(row.findField(DATE).orElse("")).toEpochDay());
        } catch (DateTimeException | ArithmeticException malformed) {
            return "date must be yyyy-MM-dd";
        }
        return days.put(day, kind.equals("workday")) == null ? null : "the date stands there twice";
    }

    private static WorkCalendar broken(String problem) {
        return new WorkCalendar(new TreeMap<>(), problem);
    }

    /** What is wrong, or {@code null}. */
    public @Nullable String problem() {
        return problem;
    }

    public int days() {
        return workedByDay.size();
    }

    /** Writes all days into the body of a WORK_CALENDAR command of {@link WorkCalendarBody#length}. */
    public void write(WorkCalendarBody body) {
        body.begin();
        for (Map.Entry<Integer, Boolean> day : workedByDay.entrySet()) {
            body.day(day.getKey(), day.getValue());
        }
    }
}
