package org.medsettle.gateway.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values gathered so far, later layers over earlier ones, each with where it came from, and the problems met.
 *
 * <p>Threads: confined to the loading thread. Invariant: a value that stands here has passed its setting's type.
 */
final class ConfigLayers {
    /** Keys, and the sections they stand in. */
    private static final List<String> NAMES = Settings.all().stream()
            .flatMap(setting -> Stream.of(setting.key(), setting.section()))
            .distinct()
            .toList();

    private record Value(Object value, String origin) {}

    private final Map<Setting, Value> values = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    ConfigLayers() {
        for (Setting setting : Settings.all()) {
            values.put(setting, new Value(setting.initial(), "default"));
        }
    }

    /** Sets a typed value, or notes why it is refused. */
    void set(String key, @Nullable Object value, String origin) {
        Setting setting = Settings.ofKey(key);
        if (setting == null) {
            unknown(key, origin);
        } else {
            set(setting, value, origin);
        }
    }

    /** Sets a value given as text. */
    void setText(Setting setting, String text, String origin) {
        set(setting, setting.type().fromText(text), origin);
    }

    void unknown(String key, String origin) {
        String nearest = EditDistance.nearest(key, NAMES);
        problem(origin + ": unknown key " + key
                + (nearest == null ? ", see config/medsettle.yaml for all keys" : ", did you mean " + nearest + "?"));
    }

    void problem(String problem) {
        problems.add(problem);
    }

    private void set(Setting setting, @Nullable Object value, String origin) {
        Object accepted = value == null ? null : setting.type().accept(value);
        if (accepted == null) {
            String shown = setting.isSecret() ? "its value" : String.valueOf(value);
            problem(origin + ": " + setting.key() + " is " + shown + ", must be "
                    + setting.type().describe());
        } else {
            values.put(setting, new Value(accepted, origin));
        }
    }

    List<String> problems() {
        return problems;
    }

    String text(Setting setting) {
        return (String) value(setting).value();
    }

    long whole(Setting setting) {
        return (Long) value(setting).value();
    }

    int count(Setting setting) {
        return Math.toIntExact(whole(setting));
    }

    boolean flag(Setting setting) {
        return (Boolean) value(setting).value();
    }

    /** One line per key, secrets masked. */
    List<String> describe() {
        List<String> lines = new ArrayList<>();
        for (Setting setting : Settings.all()) {
            Value value = value(setting);
            boolean masked = setting.isSecret() && !value.value().equals("");
            lines.add(setting.key() + " = " + (masked ? "********" : value.value()) + " (" + value.origin() + ")");
        }
        return lines;
    }

    private Value value(Setting setting) {
        Value value = values.get(setting);
        if (value == null) {
            throw new IllegalStateException("no value for " + setting.key());
        }
        return value;
    }
}
