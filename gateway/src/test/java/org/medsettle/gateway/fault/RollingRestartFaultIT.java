package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;
import org.medsettle.gateway.cli.demo.RestartedNode;
import org.medsettle.gateway.cli.demo.RestartedNode.Restart;
import org.medsettle.gateway.cli.demo.RestartedNode.Seen;

/**
 * Goal: a restart under load leaves no doubt with clients that honour the answers, and takes bounded time. Method: windows
 * and tills that never stop, SIGTERM again and again, an audit of everything from outside.
 */
@Timeout(900)
class RollingRestartFaultIT {
    private static final int ROUNDS = 5 * NodeUnderLoad.FACTOR;
    private static final long SETTLEMENTS_A_ROUND = 3_000;
    /** A second for those who send something more, and what closing takes on a busy machine. */
    private static final long MOST_STOP_NS = TimeUnit.SECONDS.toNanos(10);

    @TempDir
    private Path directory;

    @Test
    void shouldLeaveNoRequestWithoutAnAnswerWhenRestartedUnderLoad() throws Exception {
        try (FaultTable.Run run = FaultTable.begin("SIGTERM and a new start under load of both doors");
                RestartedNode node = new RestartedNode(directory, 4_000)) {
            node.open();
            List<Restart> restarts = new ArrayList<>();
            for (int round = 1; round <= ROUNDS; round++) {
                node.work(SETTLEMENTS_A_ROUND);
                restarts.add(node.restart());
            }
            node.work(SETTLEMENTS_A_ROUND);
            run.audited(node.audit(), "after " + ROUNDS + " restarts");

            Seen seen = node.seen();
            say(restarts, seen);
            assertEquals(0, seen.unanswered(), () -> "requests without an answer: " + seen);
            assertTrue(seen.notTaken() > 0, "nobody was told that the node goes down: " + seen);
            for (Restart restart : restarts) {
                assertEquals(0, restart.exitCode());
                assertTrue(restart.stopNs() < MOST_STOP_NS, restart::toString);
            }
        }
    }

    private static void say(List<Restart> restarts, Seen seen) {
        System.out.printf(
                Locale.ROOT,
                "%d restarts: %s%nsignal to exit %s s, signal to next settlement %s s%n",
                restarts.size(),
                seen,
                restarts.stream().map(one -> seconds(one.stopNs())).toList(),
                restarts.stream().map(one -> seconds(one.awayNs())).toList());
    }

    private static String seconds(long ns) {
        return String.format(Locale.ROOT, "%.2f", ns / 1e9);
    }
}
