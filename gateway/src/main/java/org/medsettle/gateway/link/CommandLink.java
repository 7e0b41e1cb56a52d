package org.medsettle.gateway.link;

import java.util.concurrent.Executor;
import org.medsettle.command.Command;
import org.medsettle.command.ResultCode;

/**
 * What a door sees of the core. A door builds a command in a scratch object of its own, gives it its lane and a
 * correlation, and offers it; the reply comes back on the lane's event loop.
 *
 * <p>Threads: {@link #offer} from any thread, without blocking. Failure: refusals are values.
 */
public interface CommandLink {
    /**
     * Copies the command into the pipeline. Answers {@link ResultCode#OK} when it is under way (exactly one reply follows),
     * {@link ResultCode#BUSY} when the pipeline is full, {@link ResultCode#DRAINING} when the node is going down and
     * {@link ResultCode#FENCED} when it may not acknowledge any more; then nothing was taken and no reply follows.
     */
    ResultCode offer(Command command);

    /**
     * Opens a lane for replies: {@code listener} is called on {@code eventLoop} (a single thread), with one wake-up per
     * batch. Answers the lane's number for {@link Command#from}.
     */
    int openLane(Executor eventLoop, ReplyListener listener);
}
