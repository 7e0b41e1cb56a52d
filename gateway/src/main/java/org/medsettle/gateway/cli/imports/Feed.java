package org.medsettle.gateway.cli.imports;

/** A feed of an invalid list: its level, version and, for a delta, the version it builds on (0 for a full feed). */
public record Feed(String level, long version, long baseVersion) {
    String path(String phase, long entries) {
        return "invalid-list?level=" + level + "&version=" + version + "&base=" + baseVersion + "&entries=" + entries
                + "&phase=" + phase;
    }
}
