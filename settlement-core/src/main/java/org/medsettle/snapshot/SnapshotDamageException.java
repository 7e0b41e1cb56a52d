package org.medsettle.snapshot;

import org.medsettle.common.ThreadSafe;

/**
 * A snapshot is not whole, or not what it says it is. It must not be used; the one before it may be.
 *
 * <p>Threads: any, immutable.
 */
@ThreadSafe
public final class SnapshotDamageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SnapshotDamageException(String what) {
        super(what);
    }

    public SnapshotDamageException(String what, Throwable cause) {
        super(what, cause);
    }
}
