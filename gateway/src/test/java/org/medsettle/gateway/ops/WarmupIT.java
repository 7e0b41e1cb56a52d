package org.medsettle.gateway.ops;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: a node has made settlements before its doors open; a warm-up that only starts and stops its throw-away engine is as
 * good as none and nothing else tells. Method: a real process with the time that is shipped, and the line it logs.
 */
@Timeout(300)
class WarmupIT {
    /** A start that got too little of a busy machine says nothing; three in a row do. */
    private static final int STARTS = 3;

    private static final Pattern WARMED_UP = Pattern.compile("warmed up with ([0-9]+) settlements in [0-9]+ ms");

    @TempDir
    private Path directory;

    @Test
    void shouldSettleBeforeTheDoorsOpen() throws Exception {
        long settlements = 0;
        for (int start = 1; settlements == 0 && start <= STARTS; start++) {
            settlements = warmUp("node-" + start);
        }

        assertTrue(settlements > 0, "no settlement in any of " + STARTS + " starts");
    }

    private long warmUp(String name) throws IOException, InterruptedException {
        try (OpsNode node = OpsNode.start(Files.createDirectory(directory.resolve(name)), "engine.warm_up_ms=1000")) {
            Matcher line = WARMED_UP.matcher(node.log());
            assertTrue(line.find(), node.log());
            System.out.println(line.group());
            return Long.parseLong(line.group(1));
        }
    }
}
