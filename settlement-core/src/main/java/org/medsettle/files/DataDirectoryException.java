package org.medsettle.files;

import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadSafe;

/**
 * The data directory cannot be used: in use by another process, not writable, or of a newer version. The message is one
 * line that names the directory and what to do.
 *
 * <p>Threads: any, immutable.
 */
@ThreadSafe
public final class DataDirectoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DataDirectoryException(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
