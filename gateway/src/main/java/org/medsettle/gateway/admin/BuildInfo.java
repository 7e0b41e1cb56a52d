package org.medsettle.gateway.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which build this is. Threads: immutable. Invariant: outside a packaged jar the version is {@code development}. */
public record BuildInfo(String version, String java) {
    private static final String DESCRIPTION = "/META-INF/maven/org.medsettle/gateway/pom.properties";

    /** What the jar says of itself. */
    public static BuildInfo ofThisJar() {
        Properties description = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream(DESCRIPTION)) {
            if (in != null) {
                description.load(in);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("the jar's own description", broken);
        }
        return new BuildInfo(
                description.getProperty("version", "development"),
                Runtime.version().toString());
    }
}
