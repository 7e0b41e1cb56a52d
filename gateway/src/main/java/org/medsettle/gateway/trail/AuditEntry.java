package org.medsettle.gateway.trail;

/**
 * One call of an operator and what became of it. The trail adds number and time.
 *
 * <p>Threads: immutable. Units: {@code sequence} is the ledger's, 0 where the call did not change it. Invariant: holds no
 * identity but inside {@link #subject}, which is written masked; {@code call} is method and route, never the path a client sent.
 *
 * @param operator the operator's number, {@code ""} when none was named
 * @param peer address the call came from
 * @param call method and route, with its open segments unfilled
 * @param subject whom or what it concerns
 * @param status HTTP status of the answer, 0 where there was no HTTP
 * @param result name of the result code
 * @param sequence of the command that the call became
 */
public record AuditEntry(
        String operator, String peer, String call, AuditSubject subject, int status, String result, long sequence) {}
