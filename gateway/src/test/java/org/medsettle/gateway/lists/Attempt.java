package org.medsettle.gateway.lists;

/**
 * One try to settle with a card, as its client saw it. Threads: immutable. Units: nanoseconds of {@code System.nanoTime()}.
 *
 * @param code what the door answered: {@code 00} or {@code 0} for approved
 */
record Attempt(String connection, int card, long beganNs, long endedNs, String code) {
    boolean isApproved() {
        return code.equals("00") || code.equals("0");
    }
}
