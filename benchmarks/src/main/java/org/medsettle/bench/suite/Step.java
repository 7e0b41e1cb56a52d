package org.medsettle.bench.suite;

/** What a suite consists of, in the order in which it runs. Threads: immutable. */
public enum Step {
    /** The disk alone. */
    DISK,
    /** The pipeline without doors. */
    PROCESS,
    /** The same with ten times the accounts. */
    SCALE,
    /** Both doors, saturated. */
    DOORS,
    /** Both doors at half their maximum, beside the disk. */
    LATENCY,
    /** Both doors at two and ten times their maximum. */
    OVERLOAD,
    /** What went on in the stalls at half the maximum. */
    STALLS,
    /** PostgreSQL and Redis. */
    PEERS,
    /** Bytes per insured person and per settlement. */
    MEMORY,
    /** Every stage alone. */
    STAGES
}
