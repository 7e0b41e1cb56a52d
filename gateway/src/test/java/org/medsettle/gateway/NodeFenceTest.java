package org.medsettle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsettle.common.FatalErrorHandler.Reason;
import org.medsettle.journal.JournalFailedException;

/** Goal: the first reason is remembered before the process is ended, and says no more than anybody may read. */
class NodeFenceTest {
    private final List<String> seenByNext = new ArrayList<>();
    private final NodeFence fence = new NodeFence((reason, what, cause) -> {
        seenByNext.add(reason());
        return new Error(what, cause);
    });

    @Test
    void shouldNameTheFileBeforeTheProcessIsEnded() {
        assertNull(fence.reason());
        JournalFailedException cause = new JournalFailedException(
                "segment 7.mj could not be written or forced at byte 96", new IOException("Input/output error"));

        fence.halt(Reason.JOURNAL_FAILED, "the journal failed", cause);

        String expected = "fenced, JOURNAL_FAILED: the journal failed: segment 7.mj could not be written or forced at"
                + " byte 96: Input/output error";
        assertEquals(List.of(expected), seenByNext);
    }

    @Test
    void shouldKeepTheFirstReasonAndLeaveWhatARuleSaidToTheLog() {
        fence.halt(
                Reason.INVARIANT_BROKEN, "a stage failed at a command of type SETTLE", new IllegalStateException("3"));
        fence.halt(Reason.JOURNAL_FAILED, "the journal failed", new JournalFailedException("later", null));

        assertEquals("fenced, INVARIANT_BROKEN: a stage failed at a command of type SETTLE", fence.reason());
    }

    private String reason() {
        return String.valueOf(fence.reason());
    }
}
