package org.medsettle.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a figure must be read with: processor, cores, memory, JDK, file system and how busy the machine is.
 *
 * <p>Threads: stateless. Failure: what cannot be read is printed as unknown.
 */
public final class Conditions {
    private Conditions() {}

    /** One line about this machine, and about the file system that {@code directory} is on. */
    public static String describe(Path directory) {
        return Text.of(
                "%s, %d cores, %s; %s %s; %s on %s; load %.2f",
                cpuModel(),
                Runtime.getRuntime().availableProcessors(),
                memory(),
                System.getProperty("java.vm.name"),
                Runtime.version(),
                fileSystem(directory),
                directory,
                loadAverage());
    }

    /** Runnable threads of the whole machine over the last minute. */
    public static double loadAverage() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    /** Type and device of the file system a directory is on. */
    public static String fileSystem(Path directory) {
        try {
            var store = Files.getFileStore(directory);
            return store.type() + " (" + store.name() + ")";
        } catch (IOException e) {
            return "unknown file system";
        }
    }

    /** Value in bytes of a kilobyte field of {@code /proc/PID/status}, or -1. */
    public static long processBytes(long pid, String field) {
        String value = lineValue(Path.of("/proc/" + pid + "/status"), field);
        return value.isEmpty() ? -1 : Long.parseLong(value.replace("kB", "").strip()) * 1024;
    }

    private static String cpuModel() {
        String model = lineValue(Path.of("/proc/cpuinfo"), "model name");
        return model.isEmpty() ? "unknown processor" : model;
    }

    private static String memory() {
        String total = lineValue(Path.of("/proc/meminfo"), "MemTotal");
        return total.isEmpty()
                ? "unknown memory"
                : Text.of("%.0f GiB", Long.parseLong(total.replace("kB", "").strip()) / 1024.0 / 1024.0);
    }

    private static String lineValue(Path file, String name) {
        try (var lines = Files.lines(file, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
