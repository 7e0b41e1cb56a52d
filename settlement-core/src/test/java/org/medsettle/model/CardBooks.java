package org.medsettle.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.domain.card.CardState;

/**
 * What the model knows of cards' lives beside the cards themselves.
 *
 * <p>Units: fen, epoch milliseconds, dates in epoch days.
 */
final class CardBooks {
    final Map<Long, List<Report>> reports = new HashMap<>();
    final Map<Long, Application> applications = new HashMap<>();
    final Set<Receipt> receipts = new HashSet<>();
    long reimbursementLimitFen;
    final Map<Integer, Integer> lossDays = new HashMap<>();
    final Map<Integer, Boolean> calendar = new HashMap<>();

    List<Report> reportsOf(long cardKey) {
        return reports.computeIfAbsent(cardKey, any -> new ArrayList<>());
    }

    /** The report by which a card counts as lost at a time, or {@code null}. */
    @Nullable
    Report standing(long cardKey, long timeMs) {
        List<Report> all = reportsOf(cardKey);
        Report last = all.isEmpty() ? null : all.get(all.size() - 1);
        return last != null && (last.untilMs == 0 || timeMs < last.untilMs) ? last : null;
    }

    /** The application that names a card as the one to come, or {@code null}. */
    @Nullable
    Application forNewCard(long cardKey) {
        return applications.values().stream()
                .filter(application -> application.newCardKey == cardKey)
                .findFirst()
                .orElse(null);
    }

    /** Days after which a temporary report lapses: the area's own, its city's, its province's, the general ones. */
    int lossDays(long cardKey, int general) {
        String area = String.format("%06d", CardNumber.area(cardKey));
        for (String name : List.of(area, area.substring(0, 4) + "00", area.substring(0, 2) + "0000")) {
            Integer days = lossDays.get(Integer.valueOf(name));
            if (days != null) {
                return days;
            }
        }
        return general;
    }

    /** The day on which the twentieth working day behind {@code today} is over. */
    int promised(int today) {
        int worked = 0;
        LocalDate day = LocalDate.ofEpochDay(today);
        while (worked < 20) {
            day = day.plusDays(1);
            boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            if (calendar.getOrDefault((int) day.toEpochDay(), !weekend)) {
                worked++;
            }
        }
        return (int) day.toEpochDay();
    }

    /** A loss report; {@code untilMs} 0 while a formal one stands. */
    static final class Report {
        boolean formal;
        final long fromMs;
        long untilMs;
        long reimbursedFen;

        Report(boolean formal, long fromMs, long untilMs) {
            this.formal = formal;
            this.fromMs = fromMs;
            this.untilMs = untilMs;
        }
    }

    /** How far a replacement has come; a stage by its name. */
    static final class Application {
        String stage = "APPLIED";
        final CardState reason;
        final Map<String, Long> times = new HashMap<>();
        int promisedDay;
        long newCardKey;

        Application(CardState reason, long timeMs) {
            this.reason = reason;
            times.put(stage, timeMs);
        }

        boolean isOpen() {
            return !stage.equals("COLLECTED") && !stage.equals("REJECTED");
        }

        void reach(String next, long timeMs) {
            stage = next;
            times.put(next, timeMs);
        }
    }

    /** What was paid for once. */
    record Receipt(String institution, String number) {}
}
