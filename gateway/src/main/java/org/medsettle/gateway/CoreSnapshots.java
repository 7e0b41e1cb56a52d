package org.medsettle.gateway;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadSafe;
import org.medsettle.gateway.admin.SnapshotStatus;

/**
 * The snapshots of a core that may not be there yet: until then there is none, and asking for one does nothing.
 *
 * <p>Threads: any.
 */
@ThreadSafe
final class CoreSnapshots implements SnapshotStatus {
    private final Supplier<@Nullable NodeCore> core;

    CoreSnapshots(Supplier<@Nullable NodeCore> core) {
        this.core = core;
    }

    @Override
    public @Nullable Newest newestSnapshot() {
        NodeCore opened = core.get();
        return opened == null ? null : opened.figures().newestSnapshot();
    }

    @Override
    public long snapshotWritingBytes() {
        NodeCore opened = core.get();
        return opened == null ? 0 : opened.figures().snapshotWritingBytes();
    }

    @Override
    public long snapshotFailures() {
        NodeCore opened = core.get();
        return opened == null ? 0 : opened.figures().snapshotFailures();
    }

    @Override
    public void takeSnapshot() {
        NodeCore opened = core.get();
        if (opened != null) {
            opened.figures().takeSnapshot();
        }
    }
}
