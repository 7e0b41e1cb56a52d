package org.medsettle.engine;

import com.lmax.disruptor.ExceptionHandler;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.ResultCode;
import org.medsettle.common.FatalErrorHandler;
import org.medsettle.common.FatalErrorHandler.Reason;
import org.medsettle.common.MemoryExhaustedException;
import org.medsettle.common.ThreadSafe;
import org.medsettle.journal.JournalFailedException;

/**
 * Halts the node when a stage fails. The ring's processor would step over the failed event if this returned normally, so
 * it never does: whatever happens, the stage's sequence stays before the failed event and no later reply leaves.
 *
 * <p>Threads: any stage.
 */
@ThreadSafe
final class HaltingExceptionHandler implements ExceptionHandler<Slot> {
    private final FatalErrorHandler fatal;
    private final IngressPublisher ingress;

    HaltingExceptionHandler(FatalErrorHandler fatal, IngressPublisher ingress) {
        this.fatal = fatal;
        this.ingress = ingress;
    }

    @Override
    public void handleEventException(Throwable cause, long ringSequence, @Nullable Slot slot) {
        ingress.close(ResultCode.FENCED);
        if (cause instanceof JournalFailedException) {
            throw fatal.halt(Reason.JOURNAL_FAILED, "the journal failed", cause);
        }
        String what = slot == null ? "a stage failed" : "a stage failed at a command of type " + slot.command.type();
        boolean isMemory = cause instanceof MemoryExhaustedException || cause instanceof OutOfMemoryError;
        throw fatal.halt(isMemory ? Reason.MEMORY_EXHAUSTED : Reason.INVARIANT_BROKEN, what, cause);
    }

    @Override
    public void handleOnStartException(Throwable cause) {
        handleEventException(cause, -1, null);
    }

    @Override
    public void handleOnShutdownException(Throwable cause) {
        handleEventException(cause, -1, null);
    }
}
