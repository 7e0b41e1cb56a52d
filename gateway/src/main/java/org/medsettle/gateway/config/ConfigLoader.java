package org.medsettle.gateway.config;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.medsettle.command.CardTermsBody;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Gathers a node's configuration: defaults, then the file, then {@code MEDSETTLE_...} variables, then {@code --set}.
 *
 * <p>Threads: any, one call at a time. Failure: a value; every problem of every layer is in it, so that one start shows
 * them all.
 */
public final class ConfigLoader {
    private static final int MAX_FILE_BYTES = 1 << 20;

    private final Map<String, String> environment;

    /** A loader that reads these environment variables. */
    public ConfigLoader(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Loads {@code file} (none when {@code null}) with overrides of the form {@code key=value}. */
    public ConfigOutcome load(@Nullable Path file, List<String> overrides) {
        ConfigLayers layers = new ConfigLayers();
        if (file != null) {
            readFile(file, layers);
        }
        readEnvironment(layers);
        for (String override : overrides) {
            readOverride(override, layers);
        }
        checkAreas(layers);
        WorkCalendar calendar = calendar(layers);
        return layers.problems().isEmpty()
                ? new ConfigOutcome.Loaded(ConfigRecords.of(layers, calendar), layers.describe())
                : new ConfigOutcome.Refused(List.copyOf(layers.problems()));
    }

    private static void checkAreas(ConfigLayers layers) {
        Setting setting = Settings.RULES_TEMPORARY_LOSS_DAYS_BY_AREA;
        List<String> areas = Stream.of(layers.text(setting).split(" ", -1))
                .map(one -> one.substring(0, Math.max(0, one.indexOf(':'))))
                .toList();
        if (areas.stream().distinct().count() != areas.size() || areas.size() > CardTermsBody.MAX_AREAS) {
            layers.problem(setting.key() + ": name each area once, and at most " + CardTermsBody.MAX_AREAS);
        }
    }

    private static @Nullable WorkCalendar calendar(ConfigLayers layers) {
        String file = layers.text(Settings.RULES_WORK_CALENDAR_FILE);
        if (file.isEmpty()) {
            return null;
        }
        WorkCalendar calendar = WorkCalendar.read(Path.of(file));
        if (calendar.problem() != null) {
            layers.problem(Settings.RULES_WORK_CALENDAR_FILE.key() + ": " + calendar.problem());
        }
        return calendar;
    }

    private static void readFile(Path file, ConfigLayers layers) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                layers.problem(file + ": larger than " + MAX_FILE_BYTES + " bytes, is this the configuration?");
                return;
            }
            readYaml(file, Files.readString(file, StandardCharsets.UTF_8), layers);
        } catch (NoSuchFileException missing) {
            layers.problem(file + ": no such file, name the configuration with --config FILE");
        } catch (MalformedInputException malformed) {
            layers.problem(file + ": not UTF-8, save it as UTF-8");
        } catch (IOException failed) {
            layers.problem(file + ": cannot be read, " + failed.getMessage());
        }
    }

    private static void readYaml(Path file, String text, ConfigLayers layers) {
        Object root;
        try {
            root = new Load(LoadSettings.builder().setLabel(file.toString()).build()).loadFromString(text);
        } catch (MarkedYamlEngineException broken) {
            String line = broken.getProblemMark()
                    .map(mark -> " in line " + (mark.getLine() + 1))
                    .orElse("");
            layers.problem(file + ": not YAML" + line + ", " + firstLine(broken.getProblem()));
            return;
        } catch (YamlEngineException broken) {
            layers.problem(file + ": not YAML, " + firstLine(broken.getMessage()));
            return;
        }
        if (root instanceof Map<?, ?> map) {
            readMap("", map, file.toString(), layers);
        } else if (root != null) {
            layers.problem(file + ": must hold keys and values at its top");
        }
    }

    private static void readMap(String prefix, Map<?, ?> map, String origin, ConfigLayers layers) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = prefix + entry.getKey();
            if (Settings.ofKey(key) != null) {
                layers.set(key, entry.getValue(), origin);
            } else if (entry.getValue() instanceof Map<?, ?> inner && isSection(key)) {
                readMap(key + ".", inner, origin, layers);
            } else if (entry.getValue() != null || !isSection(key)) {
                layers.unknown(key, origin);
            }
        }
    }

    private static boolean isSection(String key) {
        for (Setting setting : Settings.all()) {
            if (setting.section().equals(key)) {
                return true;
            }
        }
        return false;
    }

    private void readEnvironment(ConfigLayers layers) {
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.startsWith(Setting.ENVIRONMENT_PREFIX)) {
                Setting setting = Settings.ofEnvironmentName(name);
                if (setting == null) {
                    layers.unknown(keyLike(name), "environment " + name);
                } else {
                    layers.setText(setting, value, "environment " + name);
                }
            }
        });
    }

    /** The key an unknown variable may have meant: its first underscore was a dot. */
    private static String keyLike(String name) {
        return name.substring(Setting.ENVIRONMENT_PREFIX.length())
                .toLowerCase(Locale.ROOT)
                .replaceFirst("_", ".");
    }

    private static void readOverride(String override, ConfigLayers layers) {
        int equals = override.indexOf('=');
        if (equals <= 0) {
            layers.problem("--set " + override + ": write it as --set key=value");
            return;
        }
        String key = override.substring(0, equals);
        Setting setting = Settings.ofKey(key);
        if (setting == null) {
            layers.unknown(key, "--set");
        } else {
            layers.setText(setting, override.substring(equals + 1), "--set");
        }
    }

    private static String firstLine(@Nullable String text) {
        return text == null ? "" : text.lines().findFirst().orElse("").strip();
    }
}
