package org.medsettle.gateway.cli.population;

import org.medsettle.common.Hashing;

/**
 * Chance as a function: what is drawn for an index and a purpose is always the same for the same seed, so nothing need be
 * kept.
 *
 * <p>Threads: immutable.
 */
record Draw(long seed) {
    /** 64 bits for the index and purpose. */
    long bits(long index, int purpose) {
        return Hashing.fold(Hashing.fold(Hashing.mix(seed), purpose), index);
    }

    /** A number from 0 to {@code bound} - 1. */
    int below(long index, int purpose, int bound) {
        return (int) Math.floorMod(bits(index, purpose) >>> 1, (long) bound);
    }

    /**
     * Index {@code index} of a shuffle of 0 to {@code size} - 1: different indices below {@code size} give different
     * values. {@code step} is a prime that does not divide {@code size}.
     */
    long shuffled(long index, long step, long size) {
        return Math.floorMod(index % size * step + Math.floorMod(Hashing.mix(seed), size), size);
    }
}
