package org.medsettle.gateway.config;

/** The ring: slots, the share kept for reversals and outcome queries, how stages wait, and the warm-up before doors open. */
public record EngineConfig(int ringSize, int reservedPercent, String waitStrategy, int warmUpCommands) {}
