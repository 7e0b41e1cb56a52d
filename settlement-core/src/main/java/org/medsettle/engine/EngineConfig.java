package org.medsettle.engine;

/**
 * Sizes of the ring.
 *
 * @param ringSlots slots of the ring, a power of two
 * @param reservedSlots slots that only commands which end an overload (reversal, outcome by key) may take
 * @param maxBatch most commands one stage takes at once, so that a full ring still answers in portions
 * @param waiting how idle stages wait
 */
public record EngineConfig(int ringSlots, int reservedSlots, int maxBatch, Wait waiting) {
    public static final EngineConfig DEFAULT = new EngineConfig(16_384, 1_024, 4_096, Wait.BLOCKING);

    /** How a stage waits when nothing is there. */
    public enum Wait {
        /** Sleeps on a lock; idle stages cost nothing. */
        BLOCKING,
        /** Parks for moments; better latency at moderate rates, a little idle work. */
        SLEEPING,
        /** Gives its core away and asks again; only with a core to spare for every stage. */
        YIELDING
    }

    public EngineConfig {
        if (Integer.bitCount(ringSlots) != 1 || ringSlots < 64) {
            throw new IllegalArgumentException(
                    "engine: ringSlots must be a power of two of at least 64, not " + ringSlots);
        }
        if (reservedSlots < 0 || reservedSlots > ringSlots / 2) {
            throw new IllegalArgumentException(
                    "engine: reservedSlots must be 0 to half the ring, not " + reservedSlots);
        }
        if (maxBatch < 1) {
            throw new IllegalArgumentException("engine: maxBatch must be at least 1, not " + maxBatch);
        }
    }
}
