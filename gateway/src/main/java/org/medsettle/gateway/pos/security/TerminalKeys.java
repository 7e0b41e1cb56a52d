package org.medsettle.gateway.pos.security;

import org.jspecify.annotations.Nullable;

/**
 * Where terminals' keys come from: a keystore file ({@link KeystoreTerminalKeys}), later a hardware module.
 *
 * <p>Threads: any event loop. Failure: an unknown terminal is {@code null}.
 */
public interface TerminalKeys {
    /** Layouts of the keys in field 62, by network code (60.3). */
    int SINGLE_LENGTH = 1;

    int DOUBLE_LENGTH = 3;
    int DOUBLE_LENGTH_AND_TRACK = 4;

    /** No terminal has keys. */
    TerminalKeys NONE = new TerminalKeys() {
        @Override
        public @Nullable TerminalSecurity find(byte[] bytes, int offset) {
            return null;
        }

        @Override
        public byte @Nullable [] issue(TerminalSecurity terminal, int layout) {
            return null;
        }
    };

    /** The terminal whose fields 41 and 42 stand at {@code offset}, or {@code null} when it has no keys. */
    @Nullable
    TerminalSecurity find(byte[] bytes, int offset);

    /**
     * Makes new working keys for the terminal and answers them as field 62 brings them, encrypted under the terminal's
     * master key with check values; {@code null} when the terminal's scheme has no such layout. The old keys end.
     */
    byte @Nullable [] issue(TerminalSecurity terminal, int layout);
}
