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

    public BackupException(String what) {
        super(what);
    }

    public BackupException(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
