package org.medsettle.bench.open;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One load: sends each request at its intended time, or as soon as a place is free behind it, and counts answers. One write
 * per connection and turn.
 *
 * <p>Threads: the event loop. Units: nanoseconds. Invariant: latency begins at the intended time, whether or not a
 * connection had room then. Failure: a lost connection is replaced, its requests count as unanswered.
 */
public final class LoadSession {
    private static final long GRACE_NS = 10_000_000_000L;
    private static final long END_POLL_MS = 2;
    private static final int REQUEST_BYTES = 1_024;
    private static final int WRITE_REQUESTS = 64;
    private static final long NOTHING_DUE = -1;

    private final LoadPlan plan;
    private final LoadDoor door;
    private final Bootstrap bootstrap;
    private final EventLoop loop;
    private final CompletableFuture<LoadResult> done;
    private final List<LoadConnection> connections = new ArrayList<>();
    private final ArrayDeque<LoadConnection> withRoom = new ArrayDeque<>();
    private final PhaseRecorder[] recorders;
    private final PhaseClock clock;
    private final Timeline timeline;
    private final StallRecorder stalls = new StallRecorder();
    /** Nanoseconds since the epoch less nanoTime. */
    private final long epochOffsetNs;

    private long underWay;
    private long disconnects;
    private boolean scheduled;
    private boolean finished;
    private @Nullable Throwable failure;

    LoadSession(LoadPlan plan, LoadDoor door, Bootstrap bootstrap, EventLoop loop, CompletableFuture<LoadResult> done) {
        this.plan = plan;
        this.door = door;
        this.bootstrap = bootstrap;
        this.loop = loop;
        this.done = done;
        recorders = new PhaseRecorder[plan.phases().size()];
        for (int i = 0; i < recorders.length; i++) {
            recorders[i] = new PhaseRecorder(door);
        }
        long startNs = System.nanoTime();
        Instant now = Instant.now();
        epochOffsetNs = now.getEpochSecond() * 1_000_000_000L + now.getNano() - startNs;
        clock = new PhaseClock(plan.phases(), startNs, plan.patienceMs() * 1_000_000L);
        timeline = new Timeline(startNs);
    }

    /** Opens the connections; each starts to work when it is there. */
    void start() {
        for (int i = 0; i < plan.connections(); i++) {
            connect();
        }
        var unused = loop.schedule(this::end, clock.endNs() - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void connect() {
        LoadConnection connection = door.newConnection(this, plan.depth());
        connections.add(connection);
        var unused = bootstrap.clone().handler(connection).connect().addListener(connected -> {
            if (!connected.isSuccess()) {
                done.completeExceptionally(connected.cause());
            }
        });
    }

    void onOpen(LoadConnection connection) {
        onRoom(connection);
    }

    /** The connection may take more. */
    void onRoom(LoadConnection connection) {
        queue(connection);
        dispatch();
    }

    private void queue(LoadConnection connection) {
        if (!connection.queued && !connection.isFull() && connection.isOpen()) {
            connection.queued = true;
            withRoom.addLast(connection);
        }
    }

    /** Sends what is due. */
    private void dispatch() {
        while (!withRoom.isEmpty() && !finished) {
            long nowNs = System.nanoTime();
            long dueNs = clock.nextDueNs(nowNs);
            if (dueNs > nowNs) {
                schedule(dueNs - nowNs);
                return;
            }
            if (dueNs == NOTHING_DUE) {
                return;
            }
            LoadConnection connection = withRoom.removeFirst();
            connection.queued = false;
            if (connection.isOpen()) {
                fill(connection, nowNs);
                queue(connection);
            }
        }
    }

    /** Writes what is due and has room on the connection, all in one buffer. */
    private void fill(LoadConnection connection, long nowNs) {
        ByteBuf bytes = connection.channel().alloc().directBuffer(REQUEST_BYTES);
        int written = 0;
        for (long dueNs = clock.nextDueNs(nowNs);
                dueNs != NOTHING_DUE && dueNs <= nowNs && !connection.isFull() && written < WRITE_REQUESTS;
                dueNs = clock.nextDueNs(nowNs)) {
            LoadRequest request = connection.begin();
            request.intendedNs = dueNs;
            request.sentNs = nowNs;
            request.phase = clock.phase();
            door.write(bytes, request);
            recorders[request.phase].sent++;
            clock.taken();
            underWay++;
            written++;
        }
        var unused =
                connection.channel().writeAndFlush(bytes, connection.channel().voidPromise());
    }

    private void schedule(long delayNs) {
        if (!scheduled) {
            scheduled = true;
            var unused = loop.schedule(
                    () -> {
                        scheduled = false;
                        dispatch();
                    },
                    delayNs,
                    TimeUnit.NANOSECONDS);
        }
    }

    void onAnswer(LoadRequest request) {
        underWay--;
        long nowNs = System.nanoTime();
        door.answered(request);
        recorders[request.phase].record(request, nowNs);
        if (plan.phases().get(request.phase).counted()) {
            stalls.record(request.intendedNs + epochOffsetNs, nowNs + epochOffsetNs);
        }
        timeline.record(
                nowNs,
                request.phase,
                nowNs - request.intendedNs,
                door.isSuccess(request.code),
                door.isBusy(request.code));
    }

    void onClosed(LoadConnection connection, boolean announced) {
        connections.remove(connection);
        if (!finished) {
            disconnects += announced ? 0 : 1;
            underWay -= connection.underWay();
            connect();
        }
    }

    void onFailure(Throwable cause) {
        failure = cause;
    }

    private void end() {
        boolean isDone = underWay == 0 && clock.isOver(System.nanoTime());
        if (isDone || System.nanoTime() - clock.endNs() > GRACE_NS) {
            finish();
        } else {
            dispatch();
            var unused = loop.schedule(this::end, END_POLL_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void finish() {
        finished = true;
        List.copyOf(connections).forEach(connection -> {
            if (connection.isOpen()) {
                var unused = connection.channel().close();
            }
        });
        timeline.roll(System.nanoTime());
        List<PhaseResult> results = new ArrayList<>();
        long answered = 0;
        for (int i = 0; i < recorders.length; i++) {
            Phase phase = plan.phases().get(i);
            recorders[i].unsent = clock.unsent(i);
            PhaseResult result = recorders[i].result(phase, clock.startNs(i), clock.startNs(0));
            answered += result.counts().answered();
            if (phase.counted()) {
                results.add(result);
            }
        }
        if (failure != null && answered == 0) {
            done.completeExceptionally(failure);
        } else {
            done.complete(new LoadResult(results, timeline.windows(), disconnects, stalls.stalls()));
        }
    }
}
