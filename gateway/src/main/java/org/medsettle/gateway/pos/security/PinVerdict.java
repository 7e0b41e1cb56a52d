package org.medsettle.gateway.pos.security;

/** What a PIN verifier says. Threads: immutable. */
public enum PinVerdict {
    RIGHT,
    WRONG,
    /** The block cannot be judged: no PIN key, or not a PIN block of format 0 once decrypted. */
    UNREADABLE
}
