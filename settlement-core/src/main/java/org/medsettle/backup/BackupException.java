package org.medsettle.backup;

import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadSafe;

/**
 * A backup or a restore cannot be done, or not be trusted. The message is one line that names the file and what to do.
 *
 * <p>Threads: any, immutable.
 */
@ThreadSafe
public final class BackupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean isUsage;

    public BackupException(String what) {
        this(what, null);
    }

    public BackupException(String what, @Nullable Throwable cause) {
        this(what, cause, false);
    }

    private BackupException(String what, @Nullable Throwable cause, boolean isUsage) {
        super(what, cause);
        this.isUsage = isUsage;
    }

    /** The directories named are not such as can be used; nothing has been looked at yet. */
    static BackupException ofUsage(String what) {
        return new BackupException(what, null, true);
    }

    /** Whether other directories must be named. */
    public boolean isUsage() {
        return isUsage;
    }
}
