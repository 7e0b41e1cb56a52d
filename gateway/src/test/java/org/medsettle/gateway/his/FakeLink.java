package org.medsettle.gateway.his;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.medsettle.command.Command;
import org.medsettle.command.Reply;
import org.medsettle.command.ResultCode;
import org.medsettle.gateway.link.CommandLink;
import org.medsettle.gateway.link.ReplyListener;

/** An engine's stand-in: keeps every command and lets the test, or a rule of the test, answer. Threads: any. */
final class FakeLink implements CommandLink {
    private record Lane(Executor loop, ReplyListener listener) {}

    private final List<Lane> lanes = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private ResultCode refusal = ResultCode.OK;
    private BiConsumer<Command, Reply> rule;
    private long sequence = 41;
    private long timeMs;

    @Override
    public synchronized ResultCode offer(Command command) {
        if (refusal != ResultCode.OK) {
            return refusal;
        }
        Command copy = new Command(ByteBuffer.allocate(command.length()));
        copy.copyFrom(command);
        commands.add(copy);
        if (rule != null) {
            answer(copy, rule);
        }
        notifyAll();
        return ResultCode.OK;
    }

    @Override
    public synchronized int openLane(Executor eventLoop, ReplyListener listener) {
        lanes.add(new Lane(eventLoop, listener));
        return lanes.size() - 1;
    }

    /** Refuses every command from now on; OK takes them again. */
    synchronized void refuse(ResultCode code) {
        refusal = code;
    }

    /** Answers every command from now on by this rule, at once but later on its event loop. */
    synchronized void answerAll(BiConsumer<Command, Reply> how) {
        rule = how;
    }

    synchronized void timeMs(long epochMs) {
        timeMs = epochMs;
    }

    synchronized int count() {
        return commands.size();
    }

    synchronized Command command(int index) {
        return commands.get(index);
    }

    synchronized Command last() {
        return commands.get(commands.size() - 1);
    }

    /** Waits until this many commands have come. */
    synchronized void await(int count) throws InterruptedException {
        long deadlineNs = System.nanoTime() + 10_000_000_000L;
        while (commands.size() < count) {
            long leftMs = (deadlineNs - System.nanoTime()) / 1_000_000;
            if (leftMs <= 0) {
                throw new AssertionError("only " + commands.size() + " commands came");
            }
            wait(leftMs);
        }
    }

    /** Answers one command. */
    synchronized void answer(Command command, BiConsumer<Command, Reply> how) {
        Reply reply = new Reply(ByteBuffer.allocate(Reply.INLINE_BYTES));
        reply.begin(command, ++sequence, timeMs);
        how.accept(command, reply);
        Lane lane = lanes.get(command.lane());
        lane.loop().execute(() -> {
            lane.listener().onReply(reply);
            lane.listener().onEndOfBatch();
        });
    }
}
