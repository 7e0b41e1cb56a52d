package org.medsettle.bench.his;

/**
 * What one run against the HIS door does.
 *
 * <p>Units: seconds, requests per second.
 *
 * @param host where the door is
 * @param port of the door
 * @param path requests are posted to
 * @param ratePerSecond of the open loop; 0 saturates: every connection sends again as soon as it is answered
 * @param warmupSeconds not counted
 * @param seconds counted
 * @param connections kept alive, one request under way on each
 * @param workload shares of transactions, see {@link Workload}
 * @param lines fee lines per bill
 * @param seed of everything that is drawn
 */
public record HisConfig(
        String host,
        int port,
        String path,
        long ratePerSecond,
        int warmupSeconds,
        int seconds,
        int connections,
        String workload,
        int lines,
        long seed) {}
