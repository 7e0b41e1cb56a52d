package org.medsettle.gateway.config;

/** The ring: slots, the share kept for reversals and outcome queries, how stages wait, and for how long it warms up before the doors open. */
public record EngineConfig(int ringSize, int reservedPercent, String waitStrategy, long warmUpMs) {}
