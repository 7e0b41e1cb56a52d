package org.medsettle.gateway.cli.demo;

/** How long the parts of a run took. Units: nanoseconds; 0 where a part did not happen. Confined to the caller. */
final class RunTimes {
    long populationNs;
    long startNs;
    long importNs;
    long trafficBeforeNs;
    long trafficAfterNs;
    long doorsOpenNs;
    long firstAnswerNs;
    long auditNs;
    long verifyNs;
    long totalNs;

    static double seconds(long ns) {
        return ns / 1e9;
    }

    /** How many a second; 0 when no time has passed. */
    static double perSecond(long count, long ns) {
        return ns == 0 ? 0 : count / seconds(ns);
    }
}
