package org.medsettle.gateway.his;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.medsettle.gateway.config.HisDoorConfig;
import org.medsettle.gateway.his.http.HttpLimits;
import org.medsettle.gateway.transport.TcpServerConfig;

/**
 * What the door is built from.
 *
 * @param listen address, port and number of connections
 * @param eventLoops threads that serve them
 * @param http limits of one connection
 * @param pendingMax requests of one event loop that may wait for the engine; one more is answered busy
 * @param watchIntervalMs how often deadlines are looked at
 * @param drainTimeoutMs how long closing waits for answers in flight
 * @param dialects how answers are spelled, by area
 */
public record HisConfig(
        TcpServerConfig listen,
        int eventLoops,
        HttpLimits http,
        int pendingMax,
        long watchIntervalMs,
        long drainTimeoutMs,
        HisDialects dialects) {
    private static final int BACKLOG = 1_024;
    private static final int HEAD_BYTES_MAX = 8 * 1_024;
    private static final long BODIES_BYTES_MAX = 64L << 20;
    private static final int PENDING_MAX = 65_536;
    private static final long LINGER_MS = 1_000;
    private static final long WATCH_INTERVAL_MS = 250;

    public HisConfig {
        if (eventLoops < 1 || pendingMax < 1 || watchIntervalMs < 1 || drainTimeoutMs < 0) {
            throw new IllegalArgumentException("eventLoops, pendingMax or an interval out of range");
        }
    }

    /** The door as the node's configuration has it. */
    public static HisConfig of(HisDoorConfig door, long drainTimeoutMs) {
        HttpLimits http = new HttpLimits(
                HEAD_BYTES_MAX,
                door.maxBodyBytes(),
                BODIES_BYTES_MAX,
                door.maxPipelined(),
                door.requestTimeoutMs(),
                door.idleTimeoutMs(),
                LINGER_MS);
        return new HisConfig(
                new TcpServerConfig(door.host(), door.port(), BACKLOG, door.maxConnections()),
                door.threads(),
                http,
                PENDING_MAX,
                Math.min(WATCH_INTERVAL_MS, door.requestTimeoutMs()),
                drainTimeoutMs,
                dialects(door.dialects()));
    }

    private static HisDialects dialects(Map<Integer, Set<String>> flagsByArea) {
        Map<Integer, HisDialect> byArea = new HashMap<>();
        flagsByArea.forEach((area, flags) -> byArea.put(
                area,
                new HisDialect(
                        flags.contains(HisDoorConfig.INFCODE_TEXT),
                        flags.contains(HisDoorConfig.OUTPUT_TEXT),
                        flags.contains(HisDoorConfig.WRAPPED),
                        flags.contains(HisDoorConfig.FUND_WITH_ACCOUNT))));
        return new HisDialects(byArea);
    }
}
