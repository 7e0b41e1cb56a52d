package org.medsettle.bench.load;

import java.nio.file.Path;
import org.medsettle.engine.EngineConfig;

/**
 * What one run of the in-process pipeline does.
 *
 * <p>Units: seconds, bytes, settlements per second.
 *
 * @param accounts insured persons, each with account and card
 * @param institutions where they settle, by Zipf's law
 * @param lines fee lines per bill
 * @param warmupSeconds how long the pipeline runs before it is measured
 * @param seconds how long it is measured
 * @param ratePerSecond rate of an open loop, or 0 to keep the ring full
 * @param repeatShare share of repeated keys, 0 to 1
 * @param sync whether the journal is forced; without it nothing is durable
 * @param directory where a fresh data directory is made and deleted again
 * @param engine sizes of the ring
 * @param maxOffHeapBytes bound of the stores
 * @param seed of everything that is drawn
 */
public record PipelineConfig(
        int accounts,
        int institutions,
        int lines,
        int warmupSeconds,
        int seconds,
        long ratePerSecond,
        double repeatShare,
        boolean sync,
        Path directory,
        EngineConfig engine,
        long maxOffHeapBytes,
        long seed) {}
