package org.medsettle.gateway.cli.demo;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadConfined;
import org.medsettle.common.Threads;

/**
 * Asks all questions of a {@link Sweep} over a few pipelining connections, as fast as they are answered.
 *
 * <p>Failure: a lost connection ends the run with {@link DemoException}; busy answers are asked again.
 */
@ThreadConfined(Threads.EVENT_LOOP)
final class SweepRun {
    private static final int LANES = 8;
    private static final int PIPELINED = 16;
    private static final long BUSY_PAUSE_MS = 2;

    private final Sweep sweep;
    private final EventLoop loop;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final List<Lane> lanes = new ArrayList<>();
    private int next;
    private int answered;
    private int skipped;

    private SweepRun(Sweep sweep, EventLoop loop) {
        this.sweep = sweep;
        this.loop = loop;
    }

    /** Runs the sweep from end to end; called by the thread that waits for it. */
    static void run(HisClient client, NodePorts ports, Sweep sweep, Duration limit, String what) {
        SweepRun run = new SweepRun(sweep, client.loop());
        List<CompletableFuture<?>> connected = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            Lane lane = run.new Lane();
            run.lanes.add(lane);
            connected.add(client.connect(ports.his(), lane).thenAccept(connection -> lane.connection = connection));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(connected.toArray(new CompletableFuture<?>[0]))
                .thenRunAsync(run::begin, client.loop())
                .thenCompose(begun -> run.done)
                .whenCompleteAsync((nothing, failure) -> run.lanes.forEach(Lane::close), client.loop());
        Traffic.await(all, limit, what);
    }

    private void begin() {
        lanes.forEach(Lane::fill);
        finishIfDone();
    }

    private void finishIfDone() {
        if (next == sweep.size() && answered + skipped == sweep.size()) {
            done.complete(null);
        }
    }

    /** One connection and the questions that are under way on it, in order. */
    private final class Lane implements AnswerListener {
        private final ArrayDeque<Integer> underWay = new ArrayDeque<>(PIPELINED);
        private @Nullable HisConnection connection;

        void fill() {
            boolean hasWritten = false;
            while (underWay.size() < PIPELINED && next < sweep.size()) {
                int index = next++;
                byte[] request = sweep.request(index);
                if (request.length == 0) {
                    skipped++;
                } else {
                    write(index, request);
                    hasWritten = true;
                }
            }
            if (hasWritten && connection != null) {
                connection.flush();
            }
        }

        private void write(int index, byte[] request) {
            underWay.add(index);
            if (connection != null) {
                connection.write(request);
            }
        }

        @Override
        public void onAnswer(HisAnswer answer) {
            Integer index = underWay.poll();
            if (index == null) {
                done.completeExceptionally(new DemoException("an answer to no request: " + answer));
            } else if (answer.isNotTaken()) {
                askAgainLater(index);
            } else {
                sweep.check(index, answer);
                answered++;
                if (underWay.size() <= PIPELINED / 2) {
                    fill();
                }
                finishIfDone();
            }
        }

        @SuppressWarnings("FutureReturnValueIgnored") // the loop outlives the run
        private void askAgainLater(int index) {
            loop.schedule(() -> again(index), BUSY_PAUSE_MS, TimeUnit.MILLISECONDS);
        }

        private void again(int index) {
            write(index, sweep.request(index));
            if (connection != null) {
                connection.flush();
            }
        }

        @Override
        public void onLost() {
            done.completeExceptionally(new DemoException("the connection was lost"));
        }

        void close() {
            if (connection != null) {
                connection.close();
            }
        }
    }
}
