package org.medsettle.gateway.config;

import java.nio.file.Path;

/** Where the journal lies, how it is cut, and below how much free space no new money is taken. Units: bytes. */
public record DataConfig(Path dir, int segmentBytes, long reserveBytes) {}
