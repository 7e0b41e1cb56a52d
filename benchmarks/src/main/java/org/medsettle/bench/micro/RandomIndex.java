package org.medsettle.bench.micro;

import org.medsettle.common.Hashing;

/** A cheap stream of random indexes, the same in every run. Threads: one. */
final class RandomIndex {
    private long state = 20_250_701;

    int below(int bound) {
        state += 0x9E37_79B9_7F4A_7C15L;
        return (int) ((Hashing.mix(state) >>> 33) % bound);
    }
}
