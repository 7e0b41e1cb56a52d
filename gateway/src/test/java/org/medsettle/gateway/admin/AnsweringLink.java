package org.medsettle.gateway.admin;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.gateway.link.CommandLink;
import org.medsettle.gateway.link.ReplyListener;

/** A core made of a function: every command is answered by it, on the lane's event loop. Threads: any. */
public final class AnsweringLink implements CommandLink {
    /** Answers a command; false means never. */
    @FunctionalInterface
    public interface Core {
        boolean answer(Command command, Reply reply);
    }

    private record Lane(Executor loop, ReplyListener listener) {}

    private final List<Lane> lanes = new CopyOnWriteArrayList<>();
    private final AtomicReference<Core> core;
    private final AtomicReference<Supplier<ResultCode>> admission = new AtomicReference<>(() -> ResultCode.OK);

    public AnsweringLink(Core core) {
        this.core = new AtomicReference<>(core);
    }

    public void core(Core other) {
        core.set(other);
    }

    /** What {@link #offer} answers; anything but OK takes nothing. */
    public void admission(Supplier<ResultCode> other) {
        admission.set(other);
    }

    @Override
    public ResultCode offer(Command command) {
        ResultCode taken = admission.get().get();
        if (taken != ResultCode.OK) {
            return taken;
        }
        Command copy = new Command();
        copy.copyFrom(command);
        Lane lane = lanes.get(copy.lane());
        lane.loop().execute(() -> {
            Reply reply = new Reply();
            reply.begin(copy, 7, 1_750_000_000_000L);
            if (core.get().answer(copy, reply)) {
                lane.listener().onReply(reply);
                lane.listener().onEndOfBatch();
            }
        });
        return ResultCode.OK;
    }

    @Override
    public int openLane(Executor eventLoop, ReplyListener listener) {
        lanes.add(new Lane(eventLoop, listener));
        return lanes.size() - 1;
    }
}
