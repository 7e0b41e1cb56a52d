package org.medsettle.gateway.pos.security;

import io.netty.util.AttributeKey;
import java.util.List;

/**
 * For which terminals a peer may speak, by its client certificate.
 *
 * <p>Threads: immutable.
 */
public final class PeerRights {
    /** Where a connection's rights stand; absent where no certificate was asked for. */
    public static final AttributeKey<PeerRights> OF_CONNECTION = AttributeKey.valueOf("pos-peer-rights");

    /** One terminal of a merchant, or all of them. */
    static final class Entry {
        private final byte[] identity;
        private final boolean allTerminals;

        Entry(byte[] identity, boolean allTerminals) {
            this.identity = identity.clone();
            this.allTerminals = allTerminals;
        }

        private boolean covers(byte[] bytes, int offset) {
            for (int i = allTerminals ? 8 : 0; i < TerminalSecurity.IDENTITY_BYTES; i++) {
                if (identity[i] != bytes[offset + i]) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Entry> entries;

    PeerRights(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** Whether the peer may speak for the terminal whose fields 41 and 42 stand at {@code offset}. */
    public boolean allows(byte[] bytes, int offset) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).covers(bytes, offset)) {
                return true;
            }
        }
        return false;
    }
}
