package org.medsettle.gateway.config;

import java.util.Set;

/**
 * One listener of the POS door: port, header ({@code none}, {@code tpdu}, {@code tpdu+cup}), field table ({@code iso87b},
 * {@code cup}) and flags, see {@code config/medsettle.yaml}. Port 0 means any free one.
 */
public record PosListenerConfig(int port, String header, String table, Set<String> flags) {
    public static final String TPDU = "tpdu";
    public static final String TPDU_AND_CUP = "tpdu+cup";
    public static final String CUP = "cup";

    /** Purchases may be approved in part where the terminal can handle it. */
    public static final String PARTIAL = "partial";
    /** The reversal of an unknown original is answered 25. */
    public static final String UNKNOWN_25 = "unknown25";
    /** Many terminals share a connection. */
    public static final String CONCENTRATOR = "concentrator";
    /** TLS with client certificates. */
    public static final String TLS = "tls";
    /** Only terminals that have keys may move money. */
    public static final String SIGNED = "signed";

    public PosListenerConfig {
        flags = Set.copyOf(flags);
    }

    public boolean has(String flag) {
        return flags.contains(flag);
    }
}
