package org.medsettle.sim;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.Command;
import org.medsettle.command.CommandType;
import org.medsettle.model.Answer;
import org.medsettle.model.NaiveLedger;
import org.medsettle.model.Order;

/**
 * What the node has been told, in one order: what can no longer be lost, and behind it what is under way. Whatever a
 * restart brings back must be all of the first and a beginning of the second.
 *
 * <p>Threads: one. Invariant: the model has seen exactly what can no longer be lost.
 */
final class History {
    private final NaiveLedger model;
    private final List<Passage> kept = new ArrayList<>();
    private final Deque<Passage> underWay = new ArrayDeque<>();
    /** Digest of the state behind each sequence, of those that have been applied. */
    private final TreeMap<Long, Long> digests = new TreeMap<>();

    private long lastSequence;
    private long lastTimeMs;

    History(NaiveLedger model) {
        this.model = model;
    }

    /** Sequence of the last command that can no longer be lost. */
    long keptSequence() {
        return kept.size();
    }

    /** Time of the last command that can no longer be lost; 0 for none. */
    long keptTimeMs() {
        return kept.isEmpty() ? 0 : kept.get(kept.size() - 1).timeMs();
    }

    boolean isUnderWay() {
        return !underWay.isEmpty();
    }

    /** A command has been put on the ring at this time of the clock; sequences are dense and time does not go back. */
    Passage offered(long slot, @Nullable Order order, Command command, int window, long clockMs) {
        long timeMs = Math.max(lastTimeMs, clockMs);
        if (command.type().isJournalled()) {
            lastSequence++;
            lastTimeMs = timeMs;
        }
        Passage passage = new Passage(slot, order, command, window, lastSequence, timeMs);
        underWay.add(passage);
        return passage;
    }

    /** A command has been applied: always to the same end. */
    void applied(long sequence, long digest) {
        Long before = digests.putIfAbsent(sequence, digest);
        World.check(
                before == null || before == digest,
                () -> "the state behind sequence " + sequence + " has another digest than before");
    }

    /**
     * The passages up to this slot have passed the gate and are kept, none of them awaited but the last; answers that one
     * and what the model says to it, or null when there was none.
     */
    @Nullable
    Passed passedTo(long slot) {
        Passed last = null;
        while (!underWay.isEmpty() && underWay.peek().slot() <= slot) {
            World.check(
                    last == null || last.passage().window() < 0, () -> "a reply has been left out before slot " + slot);
            Passage passage = underWay.remove();
            last = new Passed(passage, keep(passage));
        }
        return last;
    }

    private @Nullable Answer keep(Passage passage) {
        if (passage.isJournalled()) {
            World.check(
                    passage.sequence() == kept.size() + 1,
                    () -> "sequence " + passage.sequence() + " after " + kept.size());
            kept.add(passage);
        }
        if (passage.command().type() == CommandType.DIGEST_MARK) {
            model.mark(passage.sequence(), passage.timeMs());
            return null;
        }
        return model.apply(passage.command(), passage.sequence(), passage.timeMs());
    }

    /** A restart has brought this command back: it must be the one with this sequence. */
    void replayed(long sequence, long timeMs, int type, ByteBuffer body, int length) {
        Passage expected = withSequence(sequence);
        World.check(expected != null, () -> "sequence " + sequence + " came back and was never sent");
        Command command = expected.command();
        World.check(command.type().code() == type, () -> "sequence " + sequence + " came back with type " + type);
        World.check(expected.timeMs() == timeMs, () -> "sequence " + sequence + " came back with time " + timeMs);
        World.check(
                command.body().slice(0, command.length()).equals(body.slice(0, length)),
                () -> "sequence " + sequence + " came back with another body, of " + command.type());
    }

    private @Nullable Passage withSequence(long sequence) {
        if (sequence <= kept.size()) {
            return kept.get((int) sequence - 1);
        }
        return underWay.stream()
                .filter(passage -> passage.isJournalled() && passage.sequence() == sequence)
                .findFirst()
                .orElse(null);
    }

    /**
     * A restart has ended with this sequence: everything kept must be there, and of what was under way a beginning, which
     * is kept from now on. Answers how many commands have come back that had never been answered.
     */
    long restarted(long sequence) {
        long before = kept.size();
        World.check(sequence >= before, () -> "acknowledged to " + before + ", came back to " + sequence);
        while (kept.size() < sequence) {
            Passage next = underWay.remove();
            if (next.isJournalled()) {
                keep(next);
            }
        }
        underWay.clear();
        lastSequence = sequence;
        lastTimeMs = keptTimeMs();
        digests.tailMap(sequence, false).clear();
        return sequence - before;
    }

    /** A passage, and the model's answer to it; none to a mark. */
    record Passed(Passage passage, @Nullable Answer answer) {}
}
