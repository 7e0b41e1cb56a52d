package org.medsettle.engine;

/** The journal cannot be replayed to a state that may be trusted; the message names the sequence. The node must not start. */
public final class RecoveryRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RecoveryRefusedException(String what) {
        super(what);
    }
}
