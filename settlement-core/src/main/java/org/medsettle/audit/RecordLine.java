package org.medsettle.audit;

import org.medsettle.journal.JournalRecord;

/**
 * A journalled command as {@code medsettle inspect} shows it: one line, identities masked.
 *
 * <p>Threads: one.
 */
public final class RecordLine {
    private final RecordWords words = new RecordWords();

    public String of(JournalRecord command) {
        return words.line(command);
    }
}
