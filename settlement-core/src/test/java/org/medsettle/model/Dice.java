package org.medsettle.model;

import java.util.List;
import java.util.SplittableRandom;

/** Seeded chance in the words of a generator. Threads: one. */
public final class Dice {
    private final SplittableRandom random;

    public Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A number from 0 to {@code bound - 1}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** A number from {@code least} to {@code most}, both included. */
    public long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    public boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    public <T> T of(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** One of a list, the last ones far more often than the first. */
    public <T> T recent(List<T> choices) {
        int last = choices.size() - 1;
        return choices.get(percent(70) ? last - below(Math.min(12, choices.size())) : below(choices.size()));
    }

    public long of(long... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
