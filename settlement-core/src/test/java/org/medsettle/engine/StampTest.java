package org.medsettle.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;

/** Sequences are dense over journalled commands; their times never go back, whatever the clock does. */
class StampTest {
    private final Command command = new Command();

    @Test
    void shouldNumberJournalledCommandsWithoutGaps() {
        Stamp stamp = new Stamp(41, 1_000);

        stamp.next(at(CommandType.SETTLE, 2_000));
        assertEquals(42, stamp.sequence());
        stamp.next(at(CommandType.QUERY_PERSON, 3_000));
        assertEquals(42, stamp.sequence());
        stamp.next(at(CommandType.DIGEST_MARK, 3_000));
        assertEquals(43, stamp.sequence());
    }

    @Test
    void shouldNeverGoBackInTimeThoughTheClockDoes() {
        Stamp stamp = new Stamp(0, 0);

        stamp.next(at(CommandType.SETTLE, 5_000));
        stamp.next(at(CommandType.SETTLE, 4_000));
        assertEquals(5_000, stamp.timeMs());
        stamp.next(at(CommandType.SETTLE, 5_001));
        assertEquals(5_001, stamp.timeMs());
    }

    @Test
    void shouldGoOnBehindTheTimeOfTheLastRecoveredCommand() {
        Stamp stamp = new Stamp(7, 9_000);

        stamp.next(at(CommandType.REVERSE, 1_000));
        assertEquals(9_000, stamp.timeMs());
        assertEquals(8, stamp.sequence());
    }

    @Test
    void shouldTakeNoTimeFromAQuery() {
        Stamp stamp = new Stamp(0, 1_000);

        stamp.next(at(CommandType.QUOTE, 90_000));
        assertEquals(1_000, stamp.timeMs());
    }

    private Command at(CommandType type, long timeMs) {
        command.set(type, 0).timeMs(timeMs);
        return command;
    }
}
