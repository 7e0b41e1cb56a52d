package org.medsettle.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The year of a month and day is the one that brings it closest. */
class BusinessDayTest {
    @ParameterizedTest
    @CsvSource({
        "1231, 2026-01-01, 2025-12-31",
        "0101, 2025-12-31, 2026-01-01",
        "0615, 2026-06-15, 2026-06-15",
        "0229, 2027-12-31, 2028-02-29",
        "0229, 2026-06-01, 2026-06-01",
        "0228, 2026-06-01, 2026-02-28",
        "0301, 2100-02-28, 2100-03-01",
    })
    void shouldTakeTheClosestYear(String monthDay, LocalDate today, LocalDate expected) {
        int nearest = BusinessDay.nearest(Integer.parseInt(monthDay), (int) today.toEpochDay());

        boolean exists = !expected.equals(today) || monthDay.equals("0615");
        assertEquals(exists ? expected.toEpochDay() : BusinessDay.NO_SUCH_DAY, nearest);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1, 100, 132, 230, 1_332, 1_300, 631, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void shouldKnowNoDayThatNoCalendarHas(int monthDay) {
        assertEquals(BusinessDay.NO_SUCH_DAY, BusinessDay.nearest(monthDay, 20_000));
    }

    @Test
    void shouldCountEveryDayOfManyYearsAsTheCalendarDoes() {
        for (int day = 10_000; day < 40_000; day++) {
            LocalDate date = LocalDate.ofEpochDay(day);

            assertEquals(day, BusinessDay.nearest(date.getMonthValue() * 100 + date.getDayOfMonth(), day));
            assertEquals(date.getYear(), BusinessDay.yearOf(day));
        }
    }
}
