package org.medsettle.gateway.pos.security;

/**
 * Reads the PIN block of field 52: in software ({@link FilePinVerifier}), later in a hardware module. The door knows some PINs
 * from a file; whether a holder has set another, the ledger knows, and it counts the tries.
 *
 * <p>Threads: any event loop, so it answers at once.
 */
public interface PinVerifier {
    /** {@link #value} of a block that cannot be read. */
    long UNREADABLE = 0;

    /** Reads none: every block is unreadable. */
    PinVerifier NONE = new PinVerifier() {
        @Override
        public long value(TerminalSecurity terminal, byte[] bytes, int offset, long bankNumber) {
            return UNREADABLE;
        }

        @Override
        public boolean isOnFile(long bankNumber, long value) {
            return false;
        }
    };

    /**
     * Verification value of the PIN in the eight bytes at {@code offset}, or {@link #UNREADABLE}; {@code bankNumber} is the
     * card's number packed without its check digit.
     */
    long value(TerminalSecurity terminal, byte[] bytes, int offset, long bankNumber);

    /** True when this is the value that the door's file has for the card. */
    boolean isOnFile(long bankNumber, long value);
}
