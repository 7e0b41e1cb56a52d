package org.medsettle.gateway.config;

import java.util.List;

/** What came of loading a configuration: either a whole one, or every problem found, one line each. */
public sealed interface ConfigOutcome {
    /** A complete configuration, and {@code effective}: one "key = value (origin)" line per key, secrets masked. */
    record Loaded(NodeConfig config, List<String> effective) implements ConfigOutcome {}

    /** Nothing was loaded; each problem names key, value and what is allowed. */
    record Refused(List<String> problems) implements ConfigOutcome {}
}
