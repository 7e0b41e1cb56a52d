package org.medsettle.gateway.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.posclient.TillPopulation;

/**
 * The promise of the card check, through both doors and on every connection: once a report of loss, a feed or an entry has
 * been acknowledged, no settlement with that card that begins afterwards is approved; once it has been taken back, or has
 * lapsed, none that begins afterwards is refused for it.
 *
 * <p>Each round bars one card and frees it again, twice. First with six connections that have just had their answer and ask
 * again the moment the step is acknowledged, so that an answer that was kept for a few milliseconds shows; then at load,
 * while they settle with it as fast as they can. Rounds: system property {@code rounds}.
 */
class CardCheckTest {
    private static final int ROUNDS = Integer.getInteger("rounds", 60);
    /** A card a round: its account must outlast the round. */
    private static final int CARDS = Math.min(ROUNDS, 10_000);
    /** The clock goes a day ahead for a lapse, and dates have an end: one round in so many. */
    private static final int CLOCK_EVERY = 10;
    /** Most violations a failure names. */
    private static final int SHOWN = 20;

    @TempDir
    private Path data;

    private final List<String> violations = new ArrayList<>();
    private final Map<CardBarrier, Long> refused = new EnumMap<>(CardBarrier.class);
    private long approved;

    @Test
    void shouldNeverApproveWhatBeganAfterTheCardWasBarred() throws Exception {
        try (ListNode node = ListNode.start(data)) {
            TillPopulation.importAll(node.adminPort(), CARDS);
            CardBarrier.firstFeed(node);
            try (CardTraffic traffic = new CardTraffic(node).begin()) {
                for (int round = 0; round < ROUNDS; round++) {
                    traffic.show(1 + round % CARDS);
                    askAtOnce(node, traffic, 1 + round % CARDS, barrierOf(round));
                    traffic.show(1 + round % CARDS);
                    askAtLoad(node, traffic, 1 + round % CARDS, barrierOf(round));
                }
            }
        }
        System.out.println("card check: " + ROUNDS + " rounds, " + approved + " approved, refused " + refused
                + ", violations " + violations.size());
        assertEquals(List.of(), violations.stream().limit(SHOWN).toList(), violations.size() + " violations");
        assertTrue(approved > ROUNDS, "cards that nothing speaks against were approved");
    }

    private static CardBarrier barrierOf(int round) {
        if (round % CLOCK_EVERY == CLOCK_EVERY - 1) {
            return round / CLOCK_EVERY % 2 == 0 ? CardBarrier.LAPSE : CardBarrier.BEGIN;
        }
        CardBarrier[] usual = {CardBarrier.TEMPORARY_LOSS, CardBarrier.FEED, CardBarrier.FORMAL_LOSS, CardBarrier.ENTRY
        };
        return usual[round % usual.length];
    }

    private void askAtOnce(ListNode node, CardTraffic traffic, int card, CardBarrier barrier) throws Exception {
        barrier.prepare(node, card);
        traffic.ask();

        long barringNs = System.nanoTime();
        barrier.bar(node, card);
        long barredNs = System.nanoTime();
        traffic.ask();
        barrier.prepareFree(node, card);
        traffic.ask();
        long freeingNs = System.nanoTime();
        barrier.free(node, card);
        long freedNs = System.nanoTime();
        traffic.ask();

        node.clock().goOn();
        judge(traffic, barrier, new Times(barringNs, barredNs, freeingNs, freedNs));
    }

    private void askAtLoad(ListNode node, CardTraffic traffic, int card, CardBarrier barrier) throws Exception {
        barrier.prepare(node, card);
        traffic.beginFlow();
        traffic.awaitTriesAfter(System.nanoTime());

        long barringNs = System.nanoTime();
        barrier.bar(node, card);
        long barredNs = System.nanoTime();
        traffic.awaitTriesAfter(barredNs);
        traffic.endFlow();
        barrier.prepareFree(node, card);
        traffic.beginFlow();
        traffic.awaitTriesAfter(System.nanoTime());
        long freeingNs = System.nanoTime();
        barrier.free(node, card);
        long freedNs = System.nanoTime();
        traffic.awaitTriesAfter(freedNs);

        traffic.endFlow();
        node.clock().goOn();
        judge(traffic, barrier, new Times(barringNs, barredNs, freeingNs, freedNs));
    }

    /** When each step began and was acknowledged, by the test's own clock. */
    private record Times(long barringNs, long barredNs, long freeingNs, long freedNs) {}

    private void judge(CardTraffic traffic, CardBarrier barrier, Times times) {
        for (Attempt attempt : traffic.attempts()) {
            boolean whileFree = attempt.endedNs() < times.barringNs() || attempt.beganNs() > times.freedNs();
            boolean whileBarred = attempt.beganNs() > times.barredNs() && attempt.endedNs() < times.freeingNs();
            if (whileFree && !attempt.isApproved()) {
                violations.add(barrier + " refused a free card: " + attempt);
            }
            if (whileBarred && !barrier.codes().contains(attempt.code())) {
                violations.add(barrier + " did not refuse a barred card: " + attempt);
            }
            approved += attempt.isApproved() ? 1 : 0;
            refused.merge(barrier, attempt.isApproved() ? 0L : 1L, Long::sum);
        }
    }
}
