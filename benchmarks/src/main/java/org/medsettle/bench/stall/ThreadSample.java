package org.medsettle.bench.stall;

/**
 * What happened to a thread between two looks at it.
 *
 * <p>Units: nanoseconds since the epoch, nanoseconds.
 *
 * @param atNs time of the second look
 * @param thread its name
 * @param waitedNs how long it was ready to run but had no core
 * @param faults pages it touched for the first time, or that had to be read
 */
record ThreadSample(long atNs, String thread, long waitedNs, long faults) {}
