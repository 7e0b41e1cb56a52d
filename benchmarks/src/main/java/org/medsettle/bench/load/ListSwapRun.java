package org.medsettle.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.medsettle.bench.open.Pacer;
import org.medsettle.command.CommandType;
import org.medsettle.command.ListBody;
import org.medsettle.domain.list.ListLevel;

/**
 * Settlements at a steady rate while an invalid list is replaced whole, and while a delta is applied: the delay of every
 * reply against its intended time, by phase.
 *
 * <p>The feed is offered as its senders offer it, {@code ListBody.CHUNKS_UNDER_WAY} chunks under way. Threads: the caller's
 * is the producer of both. Units: nanoseconds. Invariant: a phase begins when everything before it has been answered.
 */
public final class ListSwapRun {
    private static final int LEVEL = ListLevel.NATION.code();
    private static final long PACE_PAUSE_NS = 20_000;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    /** An odd multiplier maps numbers to different keys, spread as real ones are not: the worst case for caches. */
    private static final long KEY_FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private static final long KEY_MASK = (1L << 61) - 1;
    private static final long FROM_SECONDS = 1_790_000_000L;
    private static final int WITH_END_EVERY = 10;

    /**
     * What one phase was like.
     *
     * @param feedEntriesPerSecond 0 for a phase without a feed
     */
    public record Phase(String name, double seconds, Histogram latencyNs, double feedEntriesPerSecond) {}

    private final PipelineConfig config;
    private final SettleScript script;
    private final ListBody body = new ListBody();
    private final List<Phase> phases = new ArrayList<>();
    private Pacer pacer = new Pacer(0, 1);
    private long paced;
    private long othersOffered;
    private long version;

    public ListSwapRun(PipelineConfig config, SettleScript script) {
        this.config = config;
        this.script = script;
    }

    /** Baseline, {@code swaps} replacements by {@code entries} each, and as many deltas of the largest size. */
    public List<Phase> run(long entries, int swaps) {
        PipelineNode.warmUp(config);
        try (PipelineNode node = new PipelineNode(config)) {
            node.importPopulation(0, config.accounts(), config.institutions());
            Mix mix = new Mix(0, config.repeatShare(), config.seed());
            othersOffered = node.replies().others();
            feed(node, mix, entries, 0, 0);
            pause(node, mix, config.warmupSeconds());
            node.awaitReplies();
            node.replies().measure();
            phase("no feed", node, () -> pause(node, mix, config.seconds()), 0);
            for (int i = 1; i <= swaps; i++) {
                phase("replacement " + i, node, () -> feed(node, mix, entries, 0, config.ratePerSecond()), entries);
            }
            for (int i = 1; i <= swaps; i++) {
                long size = ListBody.DELTA_ENTRIES_TAKEN;
                phase("delta " + i, node, () -> feed(node, mix, size, version, config.ratePerSecond()), size);
            }
            return phases;
        }
    }

    private void phase(String name, PipelineNode node, Runnable work, long entries) {
        node.replies().latency().reset();
        pacer = new Pacer(System.nanoTime(), config.ratePerSecond());
        paced = 0;
        long startNs = System.nanoTime();
        work.run();
        double feedSeconds = (double) (System.nanoTime() - startNs) / NS_PER_SECOND;
        node.awaitReplies();
        phases.add(new Phase(
                name,
                (double) (System.nanoTime() - startNs) / NS_PER_SECOND,
                node.replies().latency().copy(),
                entries / feedSeconds));
    }

    private void pause(PipelineNode node, Mix mix, int seconds) {
        pacer = new Pacer(System.nanoTime(), config.ratePerSecond());
        paced = 0;
        long endNs = System.nanoTime() + seconds * NS_PER_SECOND;
        while (System.nanoTime() - endNs < 0) {
            settleWhatIsDue(node, mix);
            LockSupport.parkNanos(PACE_PAUSE_NS);
        }
    }

    private void settleWhatIsDue(PipelineNode node, Mix mix) {
        long due = pacer.dueBy(System.nanoTime());
        for (; paced < due; paced++) {
            script.fill(node.command(), mix.next());
            node.offer(pacer.dueNs(paced));
        }
    }

    /** Feeds a list, with settlements between its chunks at {@code rate}, 0 for none. */
    private void feed(PipelineNode node, Mix mix, long entries, long base, long rate) {
        version++;
        step(node, CommandType.FEED_BEGIN, base, entries);
        long sent = 0;
        while (sent < entries) {
            if (rate > 0) {
                settleWhatIsDue(node, mix);
            }
            boolean mayGo = othersOffered - node.replies().others() < ListBody.CHUNKS_UNDER_WAY;
            long taken = mayGo ? chunk(node, sent, entries, base) : 0;
            sent += taken;
            if (taken == 0) {
                LockSupport.parkNanos(PACE_PAUSE_NS);
            }
        }
        step(node, CommandType.FEED_COMMIT, base, entries);
        while (othersOffered > node.replies().others()) {
            if (rate > 0) {
                settleWhatIsDue(node, mix);
            }
            LockSupport.parkNanos(PACE_PAUSE_NS);
        }
    }

    private void step(PipelineNode node, CommandType type, long base, long entries) {
        body.wrap(node.command().reserve(ListBody.HEAD_BYTES), 0);
        body.head(LEVEL, version, base, entries);
        node.command().set(type, ListBody.HEAD_BYTES);
        node.offer(0);
        othersOffered++;
    }

    /** Offers the next chunk and answers how many entries were taken: none while the node has no memory ready for them. */
    private int chunk(PipelineNode node, long from, long entries, long base) {
        int count = (int) Math.min(ListBody.MAX_ENTRIES, entries - from);
        body.wrap(node.command().reserve(ListBody.HEAD_BYTES + ListBody.MAX_ENTRIES * ListBody.ENTRY_BYTES), 0);
        body.head(LEVEL, version, base, entries);
        for (long n = from + 1; n <= from + count; n++) {
            // A delta's cards are others than the list's, so each of them is put into a segment that is full.
            long key = (n + (base == 0 ? 0 : version << 32)) * KEY_FACTOR & KEY_MASK;
            body.add(key, 1, FROM_SECONDS + n, n % WITH_END_EVERY == 0 ? 2 * FROM_SECONDS : 0);
        }
        node.command().set(CommandType.FEED_CHUNK, body.length());
        if (!node.tryOffer(0)) {
            return 0;
        }
        othersOffered++;
        return count;
    }
}
