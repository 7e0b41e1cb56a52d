package org.medsettle.gateway.trail;

import java.time.LocalDate;
import java.util.function.Consumer;

/**
 * Where calls of operators are written down before they are answered. The admin door does so by itself for every audited
 * route; an endpoint only says whom or what its call concerns.
 *
 * <p>Threads: any; nothing here blocks. Failure: a value; a trail that cannot be written says so, and the door then takes no
 * call that would have to stand in it.
 */
public interface AuditTrail {
    /**
     * Takes one call with its outcome. {@code whenWritten} hears exactly once, on any thread, whether the record has been
     * forced to stable storage.
     */
    void record(AuditEntry entry, Consumer<Boolean> whenWritten);

    /** False while records cannot be written. */
    boolean isWriting();

    /** Records written since the node started. */
    long records();

    /** Reads some lines of a day of Asia/Shanghai, from record {@code from} on; {@code whenRead} is called once, on any thread. */
    void read(LocalDate day, long from, Consumer<TrailPage> whenRead);
}
