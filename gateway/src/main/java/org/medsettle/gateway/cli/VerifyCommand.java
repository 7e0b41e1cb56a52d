package org.medsettle.gateway.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.medsettle.audit.JournalVerifier;
import org.medsettle.audit.VerifyOutcome;
import org.medsettle.files.DataDirectoryException;
import org.medsettle.store.RealStores;
import org.medsettle.store.StoreConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code medsettle verify}: whether a stopped node's data directory can be trusted. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Checks a stopped node's data directory, or a backup: every snapshot, every checksum, the hash chain, the replay",
            "from the first command or the oldest snapshot the journal reaches back to, every rule of the books recomputed",
            "from the records, and the state digest, also at every snapshot on the way. Changes nothing.",
            "Exit code 1 names the first bad record or the bad snapshot, with file and offset."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int FAILED = 1;
    private static final long MAX_OFF_HEAP_BYTES = 256L << 30;

    @Parameters(index = "0", paramLabel = "DIR", description = "The data directory.")
    private Path directory = Path.of("");

    @Option(
            names = "--max-accounts",
            defaultValue = "20000000",
            paramLabel = "N",
            description = "Room for so many personal accounts, at least the node's own (default 20000000).")
    private long maxAccounts;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandSpec own = specOf(spec);
        if (maxAccounts < 1) {
            throw new ParameterException(own.commandLine(), "--max-accounts must be at least 1");
        }
        VerifyOutcome outcome;
        try {
            outcome = JournalVerifier.verify(
                    directory, () -> RealStores.create(StoreConfig.of(maxAccounts, MAX_OFF_HEAP_BYTES)));
        } catch (DataDirectoryException refused) {
            throw new ParameterException(own.commandLine(), String.valueOf(refused.getMessage()), refused);
        }
        if (outcome instanceof VerifyOutcome.Sound sound) {
            own.commandLine().getOut().print(sound.describe());
            own.commandLine().getOut().flush();
            return 0;
        }
        own.commandLine().getErr().println("medsettle: " + outcome.describe() + "; " + outcome.advice());
        return FAILED;
    }

    /** The command line sets it before it calls. */
    static CommandSpec specOf(@Nullable CommandSpec spec) {
        if (spec == null) {
            throw new IllegalStateException("a command is run by the command line");
        }
        return spec;
    }
}
