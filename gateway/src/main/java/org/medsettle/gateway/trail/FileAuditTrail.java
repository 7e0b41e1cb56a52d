package org.medsettle.gateway.trail;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.medsettle.common.EpochClock;
import org.medsettle.common.LogEvent;
import org.medsettle.common.ThreadSafe;
import org.medsettle.common.Threads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trail in files. A thread of its own takes what has come in, has it written with one force, and tells whoever waits.
 *
 * <p>Threads: any but {@link #close}, which one thread calls; the files belong to the trail's thread. Invariant: a record that
 * was confirmed is on stable storage and hangs on all before it. Failure: while the files cannot be written, records are
 * answered false and the files are opened anew about once a second, as long as somebody asks.
 */
@ThreadSafe
public final class FileAuditTrail implements AuditTrail, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileAuditTrail.class);
    /** More than the admin door has connections, each of which waits for one record at a time. */
    private static final int QUEUE_MAX = 2_048;

    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long CLOSE_MS = 5_000;

    /** What the trail's thread is asked to do. */
    private sealed interface Order {
        record Write(AuditEntry entry, Consumer<Boolean> whenWritten) implements Order {}

        record Read(LocalDate day, long from, Consumer<TrailPage> whenRead) implements Order {}

        record Retry() implements Order {}

        record Stop() implements Order {}
    }

    private final BlockingQueue<Order> orders = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final AtomicLong records = new AtomicLong();
    private final TrailWriter writer;
    private final EpochClock clock;
    private final Thread thread = new Thread(this::run, Threads.AUDIT_TRAIL);
    private volatile boolean writing;
    private volatile long lastTryNs;
    private boolean complained;

    private FileAuditTrail(Path directory, EpochClock clock) {
        writer = new TrailWriter(new TrailDirectory(directory));
        this.clock = clock;
    }

    /** Opens the trail in {@code directory}. */
    public static FileAuditTrail open(Path directory, EpochClock clock) {
        FileAuditTrail trail = new FileAuditTrail(directory, clock);
        trail.write(List.of());
        trail.thread.setDaemon(true);
        trail.thread.start();
        return trail;
    }

    @Override
    public void record(AuditEntry entry, Consumer<Boolean> whenWritten) {
        if (!orders.offer(new Order.Write(entry, whenWritten))) {
            whenWritten.accept(false);
        }
    }

    @Override
    public boolean isWriting() {
        if (!writing && System.nanoTime() - lastTryNs > RETRY_NS) {
            orders.offer(new Order.Retry());
        }
        return writing;
    }

    @Override
    public long records() {
        return records.get();
    }

    @Override
    public void read(LocalDate day, long from, Consumer<TrailPage> whenRead) {
        if (!orders.offer(new Order.Read(day, from, whenRead))) {
            whenRead.accept(TrailPage.NONE);
        }
    }

    private void run() {
        List<Order> taken = new ArrayList<>();
        boolean stopped = false;
        while (!stopped) {
            try {
                taken.add(orders.take());
            } catch (InterruptedException stop) {
                stopped = true;
            }
            orders.drainTo(taken);
            stopped |= handle(taken);
            taken.clear();
        }
        writer.close();
    }

    /** Answers true when the trail is to end. */
    private boolean handle(List<Order> taken) {
        List<Order.Write> writes = new ArrayList<>();
        boolean retry = false;
        boolean stop = false;
        for (Order order : taken) {
            if (order instanceof Order.Write write) {
                writes.add(write);
            } else if (order instanceof Order.Read read) {
                read.whenRead().accept(writer.read(read.day(), read.from()));
            } else {
                retry = true;
                stop |= order instanceof Order.Stop;
            }
        }
        if (retry || !writes.isEmpty()) {
            boolean done = write(writes.stream().map(Order.Write::entry).toList());
            writes.forEach(write -> tell(write.whenWritten(), done));
        }
        return stop;
    }

    private boolean write(List<AuditEntry> entries) {
        lastTryNs = System.nanoTime();
        String problem = writer.write(clock.epochMs(), entries);
        boolean done = problem.isEmpty();
        if (!done && !complained) {
            LogEvent.AUDIT_FAILED.by(LOG).log("{}; operators' calls are refused until it can be written", problem);
        } else if (done && !writing) {
            LogEvent.AUDIT_WRITING
                    .by(LOG)
                    .addKeyValue("record", writer.head().number())
                    .addKeyValue("hash", writer.head())
                    .log("the audit trail is written to, behind its last record");
        }
        complained = !done;
        writing = done;
        if (done) {
            records.addAndGet(entries.size());
        }
        return done;
    }

    /** Whoever waits may be gone; that must not end the trail. */
    private static void tell(Consumer<Boolean> whenWritten, boolean done) {
        try {
            whenWritten.accept(done);
        } catch (RuntimeException gone) {
            LogEvent.AUDIT_UNTOLD
                    .by(LOG)
                    .log("an audited call was recorded, but its door could not be told: {}", gone.toString());
        }
    }

    /** Writes what has been taken, and ends. */
    @Override
    public void close() {
        try {
            orders.put(new Order.Stop());
            thread.join(CLOSE_MS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
