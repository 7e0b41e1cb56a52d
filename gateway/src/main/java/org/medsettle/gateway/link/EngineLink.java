package org.medsettle.gateway.link;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.common.Invariant;
import org.medsettle.common.LogEvent;
import org.medsettle.common.ThreadSafe;
import org.medsettle.engine.Engine;
import org.medsettle.engine.ReplyPort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binds the doors to the engine: commands go to its ring, replies from its gate go to the lane of the event loop that
 * asked.
 *
 * <p>Threads: {@link #offer} on the event loop of the command's lane; the reply methods on the gate; lanes are opened
 * before the doors are. Failure: a lane whose event loop has gone loses its replies, not its commands' effects.
 */
@ThreadSafe
public final class EngineLink implements CommandLink, ReplyPort {
    private static final Logger LOG = LoggerFactory.getLogger(EngineLink.class);

    private final List<ReplyLane> lanes = new CopyOnWriteArrayList<>();
    private final int laneCapacity;
    private volatile @Nullable Engine engine;
    private volatile boolean draining;

    /** {@code laneCapacity}: most commands of one event loop that may be under way. */
    public EngineLink(int laneCapacity) {
        this.laneCapacity = laneCapacity;
    }

    /** Connects the engine, which was itself opened with this link as its reply port. */
    public void connect(Engine engine) {
        this.engine = engine;
    }

    /** From now on nothing new is taken; what is under way is still answered. */
    public void drain() {
        draining = true;
    }

    @Override
    public ResultCode offer(Command command) {
        Engine target = engine;
        if (target == null || draining) {
            return ResultCode.DRAINING;
        }
        ReplyLane lane = lanes.get(command.lane());
        if (!lane.enter()) {
            return ResultCode.BUSY;
        }
        ResultCode code = target.offer(command);
        if (code != ResultCode.OK) {
            lane.leave();
        }
        return code;
    }

    @Override
    public int openLane(Executor eventLoop, ReplyListener listener) {
        lanes.add(new ReplyLane(laneCapacity, eventLoop, listener));
        return lanes.size() - 1;
    }

    @Override
    public void onReply(Reply reply) {
        int lane = reply.lane();
        Invariant.check(lane >= 0 && lane < lanes.size(), "a reply's lane is open");
        lanes.get(lane).put(reply);
    }

    @Override
    public void onEndOfBatch() {
        for (int i = 0; i < lanes.size(); i++) {
            try {
                lanes.get(i).wake();
            } catch (RejectedExecutionException gone) {
                LogEvent.LANE_GONE.by(LOG).log("event loop of lane {} is gone, its replies are dropped", i);
            }
        }
    }
}
