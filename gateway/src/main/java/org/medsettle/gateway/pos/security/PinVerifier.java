package org.medsettle.gateway.pos.security;

/**
 * Judges the PIN block of field 52: a software verifier ({@link FilePinVerifier}), later a hardware module. The ledger
 * counts the tries.
 *
 * <p>Threads: any event loop, so it answers at once.
 */
@FunctionalInterface
public interface PinVerifier {
    /** Judges none: every block is unreadable. */
    PinVerifier NONE = (terminal, bytes, offset, bankNumber) -> PinVerdict.UNREADABLE;

    /**
     * Judges the eight bytes at {@code offset}; {@code bankNumber} is the card's number packed without its check digit.
     */
    PinVerdict verify(TerminalSecurity terminal, byte[] bytes, int offset, long bankNumber);
}
