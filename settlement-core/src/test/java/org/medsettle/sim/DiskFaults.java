package org.medsettle.sim;

/**
 * What the disk does wrong at present. Rates are per mille of the operations they concern, 0 for never; the ranges are
 * those that a well-known simulator of a replicated ledger draws from, up to one in ten.
 */
final class DiskFaults {
    /** The process dies in this operation, counted from now on; 0 for in none. */
    int crashIn;
    /** Whether only operations that change something count for {@link #crashIn} and {@link #failIn}. */
    boolean changesOnly;
    /** This operation fails, counted from now on; 0 for none. */
    int failIn;

    /** The operation that was counted down to has come. */
    boolean hasFired;

    int failRate;
    int shortWriteRate;
    int readFlipRate;
    int evictRate;
    int dropRate;
    int misdirectRate;
    /** Bytes the disk has; what is there stays when it shrinks. */
    long capacityBytes = Long.MAX_VALUE;

    /** Nothing goes wrong any more. */
    void calm() {
        crashIn = 0;
        failIn = 0;
        hasFired = false;
        changesOnly = false;
        failRate = 0;
        evictRate = 0;
        shortWriteRate = 0;
        readFlipRate = 0;
        dropRate = 0;
        misdirectRate = 0;
        capacityBytes = Long.MAX_VALUE;
    }
}
