package org.medsettle.gateway.config;

/** Everything a node is told at its start, one record per component. Units: drain timeout in milliseconds. */
public record NodeConfig(
        String name,
        long drainTimeoutMs,
        DataConfig data,
        SnapshotsConfig snapshots,
        EngineConfig engine,
        StoreConfig store,
        RulesConfig rules,
        ListsConfig lists,
        HisDoorConfig his,
        PosDoorConfig pos,
        AdminConfig admin,
        LimitsConfig limits,
        LogConfig log) {}
