package org.medsettle.gateway.transport;

/** User event sent through every open connection when its server closes: answer what is in flight, then close. */
public enum DrainEvent {
    DRAIN
}
