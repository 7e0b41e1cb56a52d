package org.medsettle.gateway.config;

import java.util.Locale;

/** One key of the configuration, its type and its default. Units: named by the key's last word. Threads: immutable. */
record Setting(String key, SettingType type, Object initial) {
    static final String ENVIRONMENT_PREFIX = "MEDSETTLE_";

    /** The part of the key before its dot. */
    String section() {
        return key.substring(0, key.indexOf('.'));
    }

    /** Secrets are never printed. */
    boolean isSecret() {
        return key.endsWith(".token") || key.endsWith("password");
    }

    /** Name of the environment variable that sets this key. */
    String environmentName() {
        return ENVIRONMENT_PREFIX + key.replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
