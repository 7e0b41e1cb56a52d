package org.medsettle.gateway.cli.demo;

/** What the demo was asked for; counts of accounts and settlements. */
public record DemoOptions(int accounts, int settlements, long seed, boolean isStaying) {
    /** Fewer make no traffic worth the name. */
    public static final int LEAST_ACCOUNTS = 1_000;

    static final int WINDOWS = 64;
    /** Tills at pharmacies beside the windows. */
    static final int TILLS = 8;
    /** Everybody belongs to one window or till, which so knows the balance. */
    static final int SHARDS = WINDOWS + TILLS;
}
