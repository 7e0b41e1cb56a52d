package org.medsettle.gateway;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadSafe;
import org.medsettle.gateway.admin.NodeControl;
import org.medsettle.gateway.admin.ReloadOutcome;

/**
 * What operators may have the node do: read its configuration again, and drain. Both are there once the node has told how.
 *
 * <p>Threads: any.
 */
@ThreadSafe
final class OperatorControl implements NodeControl {
    private volatile @Nullable NodeReload reloading;
    private volatile @Nullable Runnable draining;

    void reloadBy(NodeReload reload) {
        reloading = reload;
    }

    /** {@code begin} returns at once. */
    void drainBy(Runnable begin) {
        draining = begin;
    }

    @Override
    public void reload(Consumer<ReloadOutcome> whenDone) {
        NodeReload reload = reloading;
        if (reload == null) {
            whenDone.accept(ReloadOutcome.refused(List.of("the node is still starting")));
        } else {
            new Thread(() -> whenDone.accept(reload.reload()), "reload").start();
        }
    }

    @Override
    public boolean canDrain() {
        return draining != null;
    }

    @Override
    public void drain() {
        Runnable begin = draining;
        if (begin != null) {
            begin.run();
        }
    }
}
