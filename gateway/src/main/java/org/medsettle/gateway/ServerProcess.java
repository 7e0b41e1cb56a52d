package org.medsettle.gateway;

import java.io.IOException;
import java.io.PrintStream;
import java.util.function.Supplier;
import org.medsettle.common.FatalErrorHandler;
import org.medsettle.common.LogEvent;
import org.medsettle.common.MemoryExhaustedException;
import org.medsettle.engine.RecoveryRefusedException;
import org.medsettle.files.DataDirectoryException;
import org.medsettle.gateway.config.ConfigOutcome;
import org.medsettle.gateway.config.NodeConfig;
import org.medsettle.gateway.log.Logging;
import org.medsettle.journal.JournalFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node as a process: its exit codes, its signals and the lines it prints, which tell where its doors are.
 *
 * <p>Threads: the process's main thread.
 */
public final class ServerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
    /** What a stop may take beside the drain itself: closing doors, stores and the journal. */
    private static final long CLOSING_MS = 10_000;

    private ServerProcess() {}

    /**
     * Runs a node until the process is told to stop; SIGTERM or an operator drains it, a second SIGTERM ends it at once, and SIGHUP has it read
     * its configuration from {@code source} again. Comes back only when the node could not start, with the exit code, after
     * saying on {@code problems} in one line what to do.
     */
    public static int run(
            ConfigOutcome.Loaded loaded, Supplier<ConfigOutcome> source, PrintStream out, PrintStream problems)
            throws InterruptedException {
        NodeConfig config = loaded.config();
        Logging.apply(config.log(), config.name());
        ServerMain node;
        try {
            node = ServerMain.start(loaded, source, System::currentTimeMillis, new ProcessHalt());
        } catch (RecoveryRefusedException refused) {
            problems.println("medsettle: the journal in " + config.data().dir() + " is refused: " + refused.getMessage()
                    + "; keep it, and run: medsettle verify " + config.data().dir());
            return FatalErrorHandler.Reason.RECOVERY_REFUSED.exitCode();
        } catch (JournalFailedException failed) {
            problems.println("medsettle: the journal in " + config.data().dir() + " cannot be used: "
                    + ProcessHalt.describe(failed) + "; look after the disk");
            return FatalErrorHandler.Reason.JOURNAL_FAILED.exitCode();
        } catch (MemoryExhaustedException | OutOfMemoryError tooSmall) {
            problems.println("medsettle: not enough memory for the ledger in "
                    + config.data().dir() + ": " + tooSmall.getMessage() + "; nothing is lost, start it with more");
            return FatalErrorHandler.Reason.MEMORY_EXHAUSTED.exitCode();
        } catch (DataDirectoryException | IOException failed) {
            problems.println("medsettle: cannot start: " + failed.getMessage());
            return 1;
        }
        NodeStop stop =
                new NodeStop(node::close, config.drainTimeoutMs() + CLOSING_MS, out, Runtime.getRuntime()::halt);
        stop.install();
        node.drainBy(stop::begin);
        ProcessSignals.handle(node::onHangUp, "HUP");
        announce(node, config, out);
        Thread.currentThread().join();
        return 0;
    }

    private static void announce(ServerMain node, NodeConfig config, PrintStream out) {
        out.println("his door: http://" + config.his().host() + ":"
                + node.hisAddress().getPort());
        node.posAddresses()
                .forEach(address -> out.println("pos door: " + config.pos().host() + ":" + address.getPort()));
        out.println("admin door: http://" + config.admin().host() + ":" + node.adminPort());
        LogEvent.READY
                .by(LOG)
                .addKeyValue("his", node.hisAddress().getPort())
                .addKeyValue("admin", node.adminPort())
                .addKeyValue("version", ServerMain.version())
                .log("the doors are open");
        out.println("ready");
        out.flush();
    }
}
