package org.medsettle.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadSafe;
import org.medsettle.gateway.admin.NodeStatus;

/**
 * What a node says of itself, from its first moment to its last: whether it is ready and why not, and the figures that do
 * not wait for the rules.
 *
 * <p>Threads: {@link #notReady} by the thread that starts or closes the node, everything else by any.
 */
@ThreadSafe
final class NodeView implements NodeStatus {
    private final String name;
    private final NodeFence fence;
    private final Supplier<@Nullable NodeCore> core;
    private final ToLongFunction<String> connections;
    private volatile String notReady = "recovering";

    /**
     * @param core the core, once there is one
     * @param connections how many connections the door of a name has
     */
    NodeView(String name, NodeFence fence, Supplier<@Nullable NodeCore> core, ToLongFunction<String> connections) {
        this.name = name;
        this.fence = fence;
        this.core = core;
        this.connections = connections;
    }

    /** Why the node is not ready; empty when it is. */
    void notReady(String reason) {
        notReady = reason;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> notReadyReasons() {
        List<String> reasons = new ArrayList<>();
        String reason = notReady;
        if (!reason.isEmpty()) {
            reasons.add(reason);
        }
        String fenced = fence.reason();
        if (fenced != null) {
            reasons.add(fenced);
        }
        NodeCore opened = core.get();
        if (opened != null) {
            reasons.addAll(opened.diskReasons());
        }
        return reasons;
    }

    @Override
    public long ringCapacity() {
        NodeCore opened = core.get();
        return opened == null ? 0 : opened.engine().ringSlots();
    }

    @Override
    public long ringUsed() {
        NodeCore opened = core.get();
        return opened == null ? 0 : opened.engine().ringUsed();
    }

    @Override
    public long appendedSequence() {
        NodeCore opened = core.get();
        return opened == null ? 0 : opened.journal().appendedSequence();
    }

    @Override
    public long durableSequence() {
        NodeCore opened = core.get();
        return opened == null ? 0 : opened.journal().durableSequence();
    }

    @Override
    public long connections(String door) {
        return connections.applyAsLong(door);
    }
}
