package org.medsettle.gateway.pos.security;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.medsettle.common.ThreadSafe;

/**
 * One terminal that has keys: who it is, how it signs, and its working keys since the last sign-on.
 *
 * <p>Threads: any; a sign-on replaces the working keys as a whole. Invariant: {@link #identity} is fields 41 and 42 as they
 * stand in messages, one behind the other.
 */
@ThreadSafe
public final class TerminalSecurity {
    /** Bytes of fields 41 and 42. */
    public static final int IDENTITY_BYTES = 8 + 15;

    private final byte[] identity;
    private final MacAlgorithm algorithm;
    private final KeyScheme scheme;
    private volatile @Nullable WorkingKeys keys;

    TerminalSecurity(byte[] identity, MacAlgorithm algorithm, KeyScheme scheme) {
        this.identity = identity.clone();
        this.algorithm = algorithm;
        this.scheme = scheme;
    }

    boolean isAt(byte[] bytes, int offset) {
        return Arrays.equals(identity, 0, IDENTITY_BYTES, bytes, offset, offset + IDENTITY_BYTES);
    }

    byte[] identity() {
        return identity;
    }

    public MacAlgorithm algorithm() {
        return algorithm;
    }

    /** True since the first sign-on to this node. */
    public boolean hasKeys() {
        return keys != null;
    }

    KeyScheme scheme() {
        return scheme;
    }

    /** The working keys, or {@code null} before the first sign-on to this node. */
    @Nullable
    WorkingKeys keys() {
        return keys;
    }

    void keys(WorkingKeys fresh) {
        keys = fresh;
    }

    @Override
    public String toString() {
        return "TerminalSecurity[" + algorithm + ", " + scheme + "]";
    }
}
