package org.medsettle.bench.his;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import java.util.ArrayDeque;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.medsettle.bench.load.Pacer;

/**
 * One run: sends each request at its intended time, or as soon as a connection is free behind it, and counts answers.
 *
 * <p>Threads: the event loop. Units: nanoseconds. Invariant: latency begins at the intended time, whether or not a
 * connection was free then. Failure: a lost connection is replaced, its request counts as unanswered.
 */
final class HisSession {
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long MAX_LATENCY_NS = 60 * NS_PER_SECOND;
    private static final long GRACE_NS = 10 * NS_PER_SECOND;
    private static final long END_POLL_MS = 2;
    private static final int CODES = 10_000;

    private record Idle(HisConnection connection, Channel channel) {}

    private final HisConfig config;
    private final RequestWriter writer;
    private final Bootstrap bootstrap;
    private final EventLoop loop;
    private final ChannelGroup channels;
    private final CompletableFuture<HisResult> done;
    private final ArrayDeque<Idle> idle = new ArrayDeque<>();
    private final Histogram latencyNs = new Histogram(1, MAX_LATENCY_NS, 3);
    private final long[] codes = new long[CODES];
    private final Pacer pacer;
    private final long countFromNs;
    private final long endNs;
    private final long total;
    private long next;
    private long underWay;
    private long settled;
    private long disconnects;
    private long lastAnswerNs;
    private boolean scheduled;
    private boolean finished;
    private @Nullable Throwable failure;

    HisSession(
            HisConfig config,
            CardHolders holders,
            Bootstrap bootstrap,
            EventLoop loop,
            CompletableFuture<HisResult> done) {
        this.config = config;
        this.bootstrap = bootstrap;
        this.loop = loop;
        channels = new DefaultChannelGroup(loop);
        this.done = done;
        writer = new RequestWriter(config, holders);
        long startNs = System.nanoTime();
        pacer = new Pacer(startNs, Math.max(1, config.ratePerSecond()));
        countFromNs = startNs + config.warmupSeconds() * NS_PER_SECOND;
        endNs = countFromNs + config.seconds() * NS_PER_SECOND;
        total = config.ratePerSecond() == 0
                ? Long.MAX_VALUE
                : config.ratePerSecond() * (config.warmupSeconds() + config.seconds());
        lastAnswerNs = countFromNs;
    }

    /** Opens the connections; each starts to work when it is there. */
    void start() {
        for (int i = 0; i < config.connections(); i++) {
            connect();
        }
        var unused = loop.schedule(this::end, endNs - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void connect() {
        var unused = bootstrap
                .clone()
                .handler(new HisConnection(this))
                .connect()
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        done.completeExceptionally(connected.cause());
                    }
                });
    }

    void onOpen(HisConnection connection, Channel channel) {
        channels.add(channel);
        onIdle(connection, channel);
    }

    /** The connection can take a request. */
    void onIdle(HisConnection connection, Channel channel) {
        idle.addLast(new Idle(connection, channel));
        dispatch();
    }

    /** Sends what is due. An open loop sends every intended request, however late the server has made it. */
    private void dispatch() {
        long nowNs = System.nanoTime();
        boolean saturates = config.ratePerSecond() == 0;
        while (!idle.isEmpty() && !finished && next < total) {
            if (saturates && nowNs >= endNs) {
                return;
            }
            long intendedNs = saturates ? nowNs : pacer.dueNs(next);
            if (intendedNs > nowNs) {
                schedule(intendedNs - nowNs);
                return;
            }
            send(idle.removeFirst(), intendedNs);
            next++;
            nowNs = System.nanoTime();
        }
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

    private void send(Idle free, long intendedNs) {
        HisConnection connection = free.connection;
        writer.next(connection, System.currentTimeMillis());
        connection.intendedNs = intendedNs;
        RequestBuffer head = writer.head();
        RequestBuffer body = writer.body();
        ByteBuf request = free.channel.alloc().directBuffer(head.length() + body.length());
        request.writeBytes(head.array(), 0, head.length());
        request.writeBytes(body.array(), 0, body.length());
        underWay++;
        var unused = free.channel.writeAndFlush(request, free.channel.voidPromise());
    }

    void onResponse(HisConnection connection, ResponseScanner response) {
        underWay--;
        long nowNs = System.nanoTime();
        boolean isSettled = connection.transaction == HisTransaction.SETTLE && response.code() == 0;
        if (isSettled) {
            writer.settled(connection, response);
        }
        if (connection.intendedNs >= countFromNs) {
            latencyNs.recordValue(Math.min(MAX_LATENCY_NS, nowNs - connection.intendedNs));
            codes[Math.min(response.code(), CODES - 1)]++;
            settled += isSettled ? 1 : 0;
            lastAnswerNs = nowNs;
        }
    }

    void onClosed(HisConnection connection, boolean announced) {
        idle.removeIf(free -> free.connection == connection);
        if (!finished) {
            disconnects += announced ? 0 : 1;
            connect();
        }
    }

    void onFailure(Throwable cause) {
        failure = cause;
    }

    private void end() {
        if (isDone() || System.nanoTime() - endNs > GRACE_NS) {
            finish();
        } else {
            var unused = loop.schedule(this::end, END_POLL_MS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean isDone() {
        return underWay == 0 && (config.ratePerSecond() == 0 || next == total);
    }

    private void finish() {
        finished = true;
        var unused = channels.close();
        if (failure != null && latencyNs.getTotalCount() == 0) {
            done.completeExceptionally(failure);
            return;
        }
        TreeMap<Integer, Long> byCode = new TreeMap<>();
        for (int code = 0; code < CODES; code++) {
            if (codes[code] > 0) {
                byCode.put(code, codes[code]);
            }
        }
        done.complete(new HisResult(
                (double) (lastAnswerNs - countFromNs) / NS_PER_SECOND,
                latencyNs.getTotalCount(),
                settled,
                config.ratePerSecond() == 0 ? underWay : total - next + underWay,
                disconnects,
                byCode,
                latencyNs));
    }
}
