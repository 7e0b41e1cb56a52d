package org.medsettle.gateway.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.medsettle.backup.Backup;

/**
 * What a run of {@code medsettle backup} tells Prometheus, by a file that the textfile collector of a node exporter reads.
 * {@code docs/ops/metrics.md} lists the series.
 *
 * <p>Threads: any. Units: epoch seconds, bytes. Failure: an {@link IOException}; the file is then what it was before.
 */
final class BackupMetrics {
    private static final double MS_PER_SECOND = TimeUnit.SECONDS.toMillis(1);

    private BackupMetrics() {}

    /** Written beside and renamed, so that the collector never reads half a file. */
    static void write(Path file, long nowMs, Backup.Done done) throws IOException {
        Path target = file.toAbsolutePath();
        Path beside = target.resolveSibling("." + target.getFileName() + ".part");
        Files.writeString(beside, text(nowMs, done), StandardCharsets.UTF_8);
        Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static String text(long nowMs, Backup.Done done) {
        return gauge("medsettle_backup_timestamp_seconds", "When the last backup was done", nowMs / MS_PER_SECOND)
                + gauge(
                        "medsettle_backup_last_command_timestamp_seconds",
                        "Time of the last command in the last backup",
                        done.timeMs() / MS_PER_SECOND)
                + gauge("medsettle_backup_sequence", "Last command in the last backup", (double) done.sequence())
                + gauge(
                        "medsettle_backup_duration_seconds",
                        "Time the last backup took",
                        done.durationMs() / MS_PER_SECOND)
                + gauge("medsettle_backup_copied_bytes", "Bytes the last backup copied", (double) done.bytesCopied());
    }

    private static String gauge(String name, String help, double value) {
        return String.format(Locale.ROOT, "# HELP %1$s %2$s\n# TYPE %1$s gauge\n%1$s %3$.3f\n", name, help, value);
    }
}
