package org.medsettle.gateway.config;

/**
 * How much one sender may ask for: requests a second in the long run, and at once. A rate of 0 is no limit. May change while the
 * node runs.
 */
public record LimitsConfig(
        long institutionPerSecond, long institutionBurst, long connectionPerSecond, long connectionBurst) {}
