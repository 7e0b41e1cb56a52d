package org.medsettle.gateway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.medsettle.backup.Backup;
import org.medsettle.backup.BackupException;
import org.medsettle.backup.RestoreTarget;
import org.medsettle.files.DataDirectoryException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code medsettle backup}: a copy of a data directory, while its node runs. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Copies a data directory while its node runs: the newest good snapshots and the journal behind them, checked and",
            "read back. Run it again to add what has come since; an interrupted run is simply repeated. Nothing of DIR is",
            "changed. medsettle verify TO checks a backup, medsettle restore puts it back; no node starts on it.",
            "Exit code 1 when the backup could not be made; it is then what it was before."
        })
final class BackupCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "DIR", description = "The data directory.")
    private Path directory = Path.of("");

    @Parameters(index = "1", paramLabel = "TO", description = "The backup: a new directory, or one of earlier runs.")
    private Path target = Path.of("");

    @Option(
            names = "--metrics-file",
            paramLabel = "FILE",
            description = {
                "Where to write when this backup was made and what it contains, for the textfile collector of a",
                "Prometheus node exporter (a name that ends with .prom). Written when the backup is done, else left alone."
            })
    private @Nullable Path metricsFile;

    @Spec
    private @Nullable CommandSpec spec;

    /** False when there should be such a file and cannot be; the backup itself is good then. */
    private boolean writeMetrics(CommandSpec own, Backup.Done done) {
        Path file = metricsFile;
        if (file == null) {
            return true;
        }
        try {
            BackupMetrics.write(file, System.currentTimeMillis(), done);
            return true;
        } catch (IOException failed) {
            own.commandLine()
                    .getErr()
                    .println("medsettle: the backup is made, but " + file + " cannot be written: "
                            + failed.getMessage());
            return false;
        }
    }

    @Override
    public Integer call() {
        CommandSpec own = VerifyCommand.specOf(spec);
        Backup.Done done;
        try {
            done = Backup.run(directory, target, System::currentTimeMillis);
        } catch (DataDirectoryException refused) {
            throw new ParameterException(own.commandLine(), String.valueOf(refused.getMessage()), refused);
        } catch (BackupException failed) {
            if (failed.isUsage()) {
                throw new ParameterException(own.commandLine(), String.valueOf(failed.getMessage()), failed);
            }
            own.commandLine().getErr().println("medsettle: " + failed.getMessage());
            return Medsettle.FAILED;
        }
        done.remarks().forEach(remark -> own.commandLine().getErr().println("medsettle: " + remark));
        PrintWriter out = own.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "backup in %s: %,d bytes in %d files copied, %d were there, %.1f s%n",
                target,
                done.bytesCopied(),
                done.filesCopied(),
                Math.max(0, done.files() - done.filesCopied()),
                done.durationMs() / 1e3);
        out.printf(
                Locale.ROOT,
                "contains sequence %,d of %s; what the node acknowledges after it is not in it%n",
                done.sequence(),
                RestoreTarget.text(done.timeMs()));
        out.printf(Locale.ROOT, "chain head %s%n", done.chainHead());
        out.flush();
        return writeMetrics(own, done) ? 0 : Medsettle.FAILED;
    }
}
