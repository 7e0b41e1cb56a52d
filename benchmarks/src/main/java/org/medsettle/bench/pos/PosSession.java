package org.medsettle.bench.pos;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.medsettle.bench.load.Bills;
import org.medsettle.bench.load.Pacer;

/**
 * One run: purchases at their intended times, or as soon as a place is free, and what came of them. One write per
 * connection and turn.
 *
 * <p>Threads: the event loop. Units: nanoseconds. Invariant: latency begins at the intended time; a trace number is used
 * once per till.
 */
final class PosSession {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long MAX_LATENCY_NS = 60 * NS_PER_SECOND;
    private static final long GRACE_NS = 10 * NS_PER_SECOND;
    private static final long END_POLL_MS = 2;
    private static final int FRAME_BYTES = 96;
    private static final int APPROVED = '0' << 8 | '0';

    private final PosConfig config;
    private final Tills tills;
    private final Bootstrap bootstrap;
    private final EventLoop loop;
    private final CompletableFuture<PosResult> done;
    private final List<PosConnection> connections = new ArrayList<>();
    private final ArrayDeque<PosConnection> withRoom = new ArrayDeque<>();
    private final Histogram latencyNs = new Histogram(1, MAX_LATENCY_NS, 3);
    private final Map<Integer, long[]> codes = new TreeMap<>();
    private final SplittableRandom random;
    private final Pacer pacer;
    private final long countFromNs;
    private final long endNs;
    private final long total;
    private long next;
    private long underWay;
    private long lost;
    private long approved;
    private long lastAnswerNs;
    private boolean scheduled;
    private boolean finished;
    private @Nullable Throwable failure;

    PosSession(PosConfig config, Tills tills, Bootstrap bootstrap, EventLoop loop, CompletableFuture<PosResult> done) {
        this.config = config;
        this.tills = tills;
        this.bootstrap = bootstrap;
        this.loop = loop;
        this.done = done;
        random = new SplittableRandom(config.seed());
        long startNs = System.nanoTime();
        pacer = new Pacer(startNs, Math.max(1, config.ratePerSecond()));
        countFromNs = startNs + config.warmupSeconds() * NS_PER_SECOND;
        endNs = countFromNs + config.seconds() * NS_PER_SECOND;
        total = config.ratePerSecond() == 0
                ? Long.MAX_VALUE
                : config.ratePerSecond() * (config.warmupSeconds() + config.seconds());
        lastAnswerNs = countFromNs;
    }

    void start() {
        for (int i = 0; i < config.connections(); i++) {
            PosConnection connection = new PosConnection(this, config.depth());
            connections.add(connection);
            var unused = bootstrap.clone().handler(connection).connect().addListener(connected -> {
                if (!connected.isSuccess()) {
                    done.completeExceptionally(connected.cause());
                }
            });
        }
        var unused = loop.schedule(this::end, endNs - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    void onOpen(PosConnection connection) {
        withRoom.addLast(connection);
        dispatch();
    }

    /** Answers have come: the connection can take more, unless it waits for its turn already. */
    void onRoom(PosConnection connection) {
        if (!connection.isFull() && !withRoom.contains(connection)) {
            withRoom.addLast(connection);
        }
        dispatch();
    }

    private void dispatch() {
        while (!withRoom.isEmpty() && !finished && next < total) {
            long nowNs = System.nanoTime();
            if (config.ratePerSecond() == 0 && nowNs >= endNs) {
                return;
            }
            if (config.ratePerSecond() > 0 && pacer.dueNs(next) > nowNs) {
                schedule(pacer.dueNs(next) - nowNs);
                return;
            }
            fill(withRoom.removeFirst(), nowNs);
        }
    }

    /** Writes what is due and has room on the connection, all in one buffer. */
    private void fill(PosConnection connection, long nowNs) {
        ByteBuf frames = connection.channel().alloc().directBuffer(FRAME_BYTES * config.depth());
        boolean saturates = config.ratePerSecond() == 0;
        while (!connection.isFull() && next < total && (saturates || pacer.dueNs(next) <= nowNs)) {
            int till = (int) (next % tills.count());
            int stan = stanOf(next);
            String pan = tills.pan(random.nextInt(tills.cardCount()));
            PurchaseWriter.write(frames, pan, Bills.draw(random, (double) config.meanFen()), stan, tills.till(till));
            connection.sent(ByteBuffer.wrap(tills.till(till)).getLong(), stan, saturates ? nowNs : pacer.dueNs(next));
            next++;
            underWay++;
        }
        if (!connection.isFull()) {
            withRoom.addLast(connection);
        }
        var unused =
                connection.channel().writeAndFlush(frames, connection.channel().voidPromise());
    }

    private int stanOf(long number) {
        return (int) (config.firstStan() + number / tills.count());
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

    void onAnswer(long intendedNs, int code) {
        underWay--;
        long nowNs = System.nanoTime();
        if (intendedNs >= countFromNs) {
            latencyNs.recordValue(Math.min(MAX_LATENCY_NS, nowNs - intendedNs));
            codes.computeIfAbsent(code, none -> new long[1])[0]++;
            approved += code == APPROVED ? 1 : 0;
            lastAnswerNs = nowNs;
        }
    }

    void onClosed(PosConnection connection) {
        withRoom.remove(connection);
        if (!finished) {
            lost += 1;
            underWay -= connection.underWay();
        }
    }

    void onFailure(Throwable cause) {
        failure = cause;
    }

    private void end() {
        boolean isDone = underWay == 0 && (config.ratePerSecond() == 0 || next == total);
        if (isDone || lost == connections.size() || System.nanoTime() - endNs > GRACE_NS) {
            finish();
        } else {
            var unused = loop.schedule(this::end, END_POLL_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void finish() {
        finished = true;
        connections.forEach(connection -> connection.channel().close());
        if (failure != null) {
            done.completeExceptionally(failure);
            return;
        }
        Map<String, Long> byCode = new TreeMap<>();
        codes.forEach((code, count) -> byCode.put("" + (char) (code >> 8) + (char) (code & 0xFF), count[0]));
        done.complete(new PosResult(
                (double) (lastAnswerNs - countFromNs) / NS_PER_SECOND,
                latencyNs.getTotalCount(),
                approved,
                config.ratePerSecond() == 0 ? underWay : total - next + underWay,
                lost,
                byCode,
                stanOf(next),
                latencyNs));
    }
}
