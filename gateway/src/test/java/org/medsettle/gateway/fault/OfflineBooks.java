package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.medsettle.common.ThreadSafe;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;

/**
 * What a test ends with: the node goes down as told, {@code medsettle verify} finds its files sound with the very digest the
 * node had, and the naive model comes to every one of its figures. Threads: stateless.
 */
@ThreadSafe
final class OfflineBooks {
    private OfflineBooks() {}

    static void check(NodeUnderLoad node, Path data, Path scratch) throws Exception {
        Map<String, String> figures = node.digest();
        String digest = figures.remove("state_digest");
        assertEquals(0, node.terminate(), "exit code after SIGTERM");

        String verified = node.verify();
        assertTrue(verified.startsWith("0 ") && verified.contains(digest), digest + " is not in: " + verified);
        assertEquals(ModelFigures.of(data, scratch.resolve("model.txt")), figures, "the node's figures");
    }
}
