package org.medsettle.bench.pos;

/**
 * What one run against the POS door does.
 *
 * <p>Units: seconds, requests per second.
 *
 * @param host where the door is
 * @param port of the door
 * @param ratePerSecond of the open loop; 0 saturates: a place that is answered sends again at once
 * @param warmupSeconds not counted
 * @param seconds counted
 * @param connections kept open
 * @param depth purchases under way on each connection
 * @param firstStan trace number of every till's first purchase; another one for every run of a day
 * @param meanFen mean of the amounts, in fen
 * @param seed of cards and amounts
 */
public record PosConfig(
        String host,
        int port,
        long ratePerSecond,
        int warmupSeconds,
        int seconds,
        int connections,
        int depth,
        int firstStan,
        long meanFen,
        long seed) {}
