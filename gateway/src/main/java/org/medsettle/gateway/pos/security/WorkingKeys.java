package org.medsettle.gateway.pos.security;

/**
 * The keys that a terminal was given at its last sign-on, in the clear; they never leave the process, and no text shows
 * them.
 *
 * <p>Threads: immutable, the arrays are never written.
 */
final class WorkingKeys {
    final byte[] pin;
    final byte[] mac;

    WorkingKeys(byte[] pin, byte[] mac) {
        this.pin = pin;
        this.mac = mac;
    }

    @Override
    public String toString() {
        return "WorkingKeys[hidden]";
    }
}
