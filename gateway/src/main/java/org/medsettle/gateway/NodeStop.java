package org.medsettle.gateway;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.medsettle.common.FatalErrorHandler.Reason;
import org.medsettle.common.LogEvent;
import org.medsettle.common.ThreadSafe;
import org.medsettle.journal.JournalFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a node that is told to stop ends: the first signal drains it, a second one ends the process at once, and so does a
 * drain that takes longer than its bound. Ending at once loses nothing that was acknowledged, only answers. A drain that an
 * operator called for is no signal: what supervises the process may send its own first one, and waits with it.
 *
 * <p>Threads: {@link #begin} on any, {@link #onSignal} on the JVM's signal threads, {@link #drain} on the shutdown hook. Units:
 * milliseconds.
 */
@ThreadSafe
final class NodeStop {
    /** Exit code of a stop that did not wait: what a shell shows for SIGTERM. */
    static final int AT_ONCE = 143;

    private static final Logger LOG = LoggerFactory.getLogger(NodeStop.class);

    private final Runnable close;
    private final long boundMs;
    private final PrintStream out;
    private final IntConsumer halt;
    private final Runnable exit;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean told = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** {@code halt} ends the process with an exit code and without any hook. */
    NodeStop(Runnable close, long boundMs, PrintStream out, IntConsumer halt) {
        this(close, boundMs, out, halt, () -> System.exit(0));
    }

    /** {@code exit} runs the process's hooks, {@link #drain} among them, and does not return. */
    NodeStop(Runnable close, long boundMs, PrintStream out, IntConsumer halt, Runnable exit) {
        this.exit = exit;
        this.close = close;
        this.boundMs = boundMs;
        this.out = out;
        this.halt = halt;
    }

    /** Takes over SIGTERM and SIGINT, and drains too when the process ends in another way. */
    void install() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::drain, "drain"));
        ProcessSignals.handle(this::onSignal, "TERM", "INT");
    }

    /** Has the node drained as a first signal does, and returns at once; again changes nothing. */
    void begin() {
        if (asked.compareAndSet(false, true)) {
            new Thread(exit, "drain-call").start();
        }
    }

    /** One signal to stop. The first does not return: it waits for the end of the process. */
    void onSignal() {
        if (told.compareAndSet(false, true)) {
            exit.run();
        } else {
            say("told again to stop: leaving without waiting");
            halt.accept(AT_ONCE);
        }
    }

    /**
     * Drains and ends the process: drained and closed, with exit code 0 and not with the signal's. A last force that fails is
     * not a clean stop.
     */
    void drain() {
        if (!asked.get()) {
            told.set(true);
        }
        Thread bound = new Thread(this::endWhenTooLong, "drain-bound");
        bound.setDaemon(true);
        bound.start();
        int exitCode = closeAll();
        closed.countDown();
        halt.accept(exitCode);
    }

    private int closeAll() {
        try {
            close.run();
            say("stopped");
            return 0;
        } catch (RuntimeException | Error failed) {
            Reason reason = failed instanceof JournalFailedException ? Reason.JOURNAL_FAILED : Reason.INVARIANT_BROKEN;
            LogEvent.HALTED
                    .by(LOG)
                    .addKeyValue("reason", reason)
                    .setCause(failed)
                    .log("the node could not be closed; it stops with exit code {}", reason.exitCode());
            say("medsettle: " + reason + " while stopping: " + ProcessHalt.describe(failed) + "; exit code "
                    + reason.exitCode());
            return reason.exitCode();
        }
    }

    private void endWhenTooLong() {
        try {
            if (!closed.await(boundMs, TimeUnit.MILLISECONDS)) {
                say("not drained within " + boundMs + " ms: leaving; the journal has what was accepted");
                halt.accept(AT_ONCE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
