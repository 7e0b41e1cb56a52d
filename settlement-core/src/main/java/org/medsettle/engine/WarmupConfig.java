package org.medsettle.engine;

/**
 * How long a node warms up before its doors open; whichever bound is reached first ends it.
 *
 * <p>Threads: any, immutable.
 *
 * @param budgetNs time after which no more traffic is made, in nanoseconds, and as long again at most for what comes seldom; 0
 *     for no warm-up
 * @param maxSettlements most settlements to make; they need about 1 KiB each in the throw-away stores
 */
public record WarmupConfig(long budgetNs, int maxSettlements) {
    public static final WarmupConfig DEFAULT = new WarmupConfig(2_000_000_000L, 20_000);
    public static final WarmupConfig NONE = new WarmupConfig(0, 0);

    public WarmupConfig {
        if (budgetNs < 0 || maxSettlements < 0) {
            throw new IllegalArgumentException("warm-up: budgetNs and maxSettlements must not be negative");
        }
    }
}
