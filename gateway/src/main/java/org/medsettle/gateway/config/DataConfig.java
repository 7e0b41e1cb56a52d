package org.medsettle.gateway.config;

import java.nio.file.Path;

/** Where the journal lies and how it is cut. Units: bytes. */
public record DataConfig(Path dir, int segmentBytes) {}
