package org.medsettle.gateway.pos;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.gateway.link.CommandLink;
import org.medsettle.gateway.link.ReplyListener;

/** An engine's stand-in that keeps commands until it is told to answer them. Threads: any. */
final class HeldLink implements CommandLink {
    private record Lane(Executor loop, ReplyListener listener) {}

    private final List<Lane> lanes = new ArrayList<>();
    private final List<Command> held = new ArrayList<>();
    private ResultCode refusal = ResultCode.OK;
    private BiConsumer<Command, Reply> rule = (command, reply) -> reply.code(ResultCode.BALANCE_INSUFFICIENT);
    private boolean answering;
    private long taken;

    @Override
    public synchronized ResultCode offer(Command command) {
        if (refusal != ResultCode.OK) {
            return refusal;
        }
        Command copy = new Command(ByteBuffer.allocate(command.length()));
        copy.copyFrom(command);
        taken++;
        if (answering) {
            answer(copy);
        } else {
            held.add(copy);
        }
        notifyAll();
        return ResultCode.OK;
    }

    @Override
    public synchronized int openLane(Executor eventLoop, ReplyListener listener) {
        lanes.add(new Lane(eventLoop, listener));
        return lanes.size() - 1;
    }

    synchronized void refuse(ResultCode code) {
        refusal = code;
    }

    /** Answers what is held and everything from now on, with 51. */
    synchronized void answerAll() {
        answering = true;
        held.forEach(this::answer);
        held.clear();
    }

    /** Answers what is held and everything from now on by a rule. */
    synchronized void answerAll(BiConsumer<Command, Reply> how) {
        rule = how;
        answerAll();
    }

    private void answer(Command command) {
        Lane lane = lanes.get(command.lane());
        lane.loop().execute(() -> {
            Reply reply = new Reply();
            reply.begin(command, 1, 1_700_000_000_000L);
            rule.accept(command, reply);
            lane.listener().onReply(reply);
            lane.listener().onEndOfBatch();
        });
    }

    synchronized long taken() {
        return taken;
    }

    synchronized void awaitTaken(long count) throws InterruptedException {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (taken < count) {
            assertTrue(System.nanoTime() < deadlineNs, () -> taken + " commands instead of " + count);
            wait(50);
        }
    }
}
