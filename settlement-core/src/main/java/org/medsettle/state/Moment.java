package org.medsettle.state;

import java.nio.ByteBuffer;
import org.medsettle.common.Invariant;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;
import org.medsettle.domain.BusinessDay;

/**
 * The point of the command order at which the rules stand: sequence and time of the command being applied.
 *
 * <p>Units: epoch milliseconds, dates in epoch days (Asia/Shanghai). Invariant: sequences of journalled commands are dense
 * and their times and business dates never go back.
 */
@ThreadConfined(Threads.STATE_MACHINE)
final class Moment {
    private long sequence;
    private long journalledTimeMs;
    private int journalledBusinessDate = Integer.MIN_VALUE;
    private long timeMs;
    private int date;
    private int businessDate;

    /** Steps to the next journalled command; answers true when a new business date has begun. */
    boolean advance(long sequence, long timeMs, int dayCutMinutes) {
        Invariant.checkEqual(sequence, this.sequence + 1, "sequence of a journalled command");
        Invariant.check(timeMs >= journalledTimeMs, "time of a journalled command must not go back");
        this.sequence = sequence;
        journalledTimeMs = timeMs;
        set(timeMs, dayCutMinutes);
        if (businessDate == journalledBusinessDate) {
            return false;
        }
        journalledBusinessDate = businessDate;
        return true;
    }

    /** Looks on from {@code timeMs}, for a query, without moving the order. */
    void look(long timeMs, int dayCutMinutes) {
        set(Math.max(timeMs, journalledTimeMs), dayCutMinutes);
    }

    void save(ByteBuffer target) {
        target.putLong(sequence).putLong(journalledTimeMs).putInt(journalledBusinessDate);
    }

    void restore(ByteBuffer source, int dayCutMinutes) {
        sequence = source.getLong();
        journalledTimeMs = source.getLong();
        journalledBusinessDate = source.getInt();
        set(journalledTimeMs, dayCutMinutes);
    }

    private void set(long timeMs, int dayCutMinutes) {
        this.timeMs = timeMs;
        date = BusinessDay.dateOf(timeMs);
        businessDate = Math.max(journalledBusinessDate, BusinessDay.businessDateOf(timeMs, dayCutMinutes));
    }

    /** Sequence of the last journalled command. */
    long sequence() {
        return sequence;
    }

    /** Time of the last journalled command. */
    long journalledTimeMs() {
        return journalledTimeMs;
    }

    long timeMs() {
        return timeMs;
    }

    long seconds() {
        return Math.floorDiv(timeMs, 1_000L);
    }

    /** Calendar date. */
    int date() {
        return date;
    }

    int businessDate() {
        return businessDate;
    }
}
