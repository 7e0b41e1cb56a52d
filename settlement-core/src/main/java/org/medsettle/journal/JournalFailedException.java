package org.medsettle.journal;

import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadSafe;

/**
 * The journal could not write or force: what is on disk is unknown, and this process may acknowledge nothing any more.
 * The only right answer is {@link org.medsettle.common.FatalErrorHandler.Reason#JOURNAL_FAILED}.
 *
 * <p>Threads: any, immutable.
 */
@ThreadSafe
public final class JournalFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalFailedException(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
