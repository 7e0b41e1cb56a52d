package org.medsettle.common;

import org.jspecify.annotations.Nullable;

/**
 * The ledger needs more memory than the node was given. The files are well: with a higher limit, which the message names,
 * the node starts and has everything.
 *
 * <p>Threads: any, immutable.
 */
@ThreadSafe
public final class MemoryExhaustedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    public MemoryExhaustedException(String what) {
        this(what, null);
    }

    public MemoryExhaustedException(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
