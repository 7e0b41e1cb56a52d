package org.medsettle.gateway.transport;

/** User events sent through every open connection when its server goes down. */
public enum DrainEvent {
    /**
     * Nothing new is taken any more: let the peer learn it by an answer, so that no request it has sent stays without one,
     * and close as soon as it has.
     */
    NOTICE,
    /** Answer what is in flight, read nothing more, then close. */
    DRAIN
}
