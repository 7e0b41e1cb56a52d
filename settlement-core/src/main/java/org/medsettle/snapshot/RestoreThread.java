package org.medsettle.snapshot;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadSafe;
import org.medsettle.state.ImagedStore;

/**
 * A second thread that puts back what has a store of its own, while the first reads on and indexes the rest.
 *
 * <p>Threads: used by one, works on another; {@link #await} orders everything done there before what comes after. Failure:
 * what the store has thrown is thrown by the next call.
 */
@ThreadSafe
final class RestoreThread implements AutoCloseable {
    /** Copies that wait at most, of at most a frame each. */
    private static final int WAITING = 64;

    /** What is to be done; nothing for the end. */
    private final BlockingQueue<Optional<Piece>> work = new ArrayBlockingQueue<>(WAITING);

    private final Thread thread = new Thread(this::run, "snapshot-restore");
    private volatile @Nullable Throwable failure;

    RestoreThread() {
        thread.setDaemon(true);
        thread.start();
    }

    /** A restore that copies what it is given and hands the copy to the other thread. */
    ImagedStore.Restore restore(ImagedStore.Restore section) {
        return (offset, source) -> {
            ByteBuffer copy = ByteBuffer.allocate(source.remaining())
                    .order(source.order())
                    .put(source)
                    .flip();
            put(Optional.of(new Piece(section, offset, copy)));
        };
    }

    /** Waits until everything handed over is done. */
    void await() {
        put(Optional.empty());
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a snapshot was loaded", e);
        }
        throwFailure();
    }

    private void put(Optional<Piece> piece) {
        throwFailure();
        try {
            work.put(piece);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a snapshot was loaded", e);
        }
    }

    private void throwFailure() {
        Throwable failed = failure;
        if (failed instanceof Error error) {
            throw error;
        }
        if (failed instanceof RuntimeException refused) {
            throw refused;
        }
    }

    /** After a failure it takes and drops what comes, so that nobody waits for room for ever. */
    private void run() {
        try {
            for (Optional<Piece> next = work.take(); next.isPresent(); next = work.take()) {
                if (failure == null) {
                    attempt(next.get());
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(Piece piece) {
        try {
            piece.section.put(piece.offset, piece.bytes);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
    }

    /** Bytes of a section that wait. */
    private record Piece(ImagedStore.Restore section, long offset, ByteBuffer bytes) {}

    /** Ends the thread and waits for it: whoever closes the store next must not meet it there. */
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
