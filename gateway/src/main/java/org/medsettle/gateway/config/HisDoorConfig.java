package org.medsettle.gateway.config;

import java.util.Map;
import java.util.Set;

/**
 * The HIS door: address, bounds, and which flags of the national interface's dialects an area speaks.
 *
 * <p>Units: bytes, milliseconds; areas as six digits. Port 0 means any free one.
 */
public record HisDoorConfig(
        String host,
        int port,
        int threads,
        int maxConnections,
        int maxBodyBytes,
        int maxPipelined,
        long idleTimeoutMs,
        long requestTimeoutMs,
        Map<Integer, Set<String>> dialects) {
    /** Flags a dialect may have, see {@code config/medsettle.yaml}. */
    public static final String INFCODE_TEXT = "infcode_text";

    public static final String OUTPUT_TEXT = "output_text";
    public static final String WRAPPED = "wrapped";
    public static final String FUND_WITH_ACCOUNT = "fund_with_account";

    public HisDoorConfig {
        dialects = Map.copyOf(dialects);
    }
}
