package org.medsettle.bench.load;

import org.HdrHistogram.Histogram;
import org.medsettle.bench.report.StageUsage;

/**
 * What one run of the pipeline measured.
 *
 * <p>Units: seconds, nanoseconds, bytes.
 *
 * @param importsPerSecond persons, cards and list entries per second before the run, durable
 * @param seconds length of the measured part
 * @param replies settlements answered in it, repeats and refusals included
 * @param settled of them, answered OK
 * @param batchMean commands per force
 * @param syncMeanNs mean write and force
 * @param syncNs every write and force
 * @param journalBytes bytes the journal wrote
 * @param usage processor time and allocation by thread
 * @param latencyNs from intended send time to the gate, empty unless an open loop
 */
public record PipelineResult(
        double importsPerSecond,
        double seconds,
        long replies,
        long settled,
        double batchMean,
        double syncMeanNs,
        Histogram syncNs,
        long journalBytes,
        StageUsage usage,
        Histogram latencyNs) {

    public double perSecond() {
        return replies / seconds;
    }

    public double journalBytesEach() {
        return (double) journalBytes / replies;
    }
}
