package org.medsettle.gateway.config;

/**
 * When snapshots are taken and how many stay. Units: seconds, bytes, bytes per second; 0 of the first two for never, of the
 * last for no bound.
 */
public record SnapshotsConfig(long intervalSeconds, long journalBytes, int keep, long bytesPerSecond) {}
