package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medsettle.common.ThreadSafe;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;

/**
 * What a test ends with: the node goes down as told, {@code medsettle verify} finds its files sound with the very digest the
 * node had, and the naive model comes to every one of its figures. Threads: stateless.
 */
@ThreadSafe
final class OfflineBooks {
    private static final Pattern FIGURE = Pattern.compile("(?m)^([a-z_.]+) +(-?[0-9,.]+)(?: yuan)?$");

    private OfflineBooks() {}

    /** As {@link #check}, of files that have no client beside them: {@code verify} and the model must come to the same. */
    static void sound(Path data, Path scratch) throws Exception {
        try (ModelFigures model = ModelFigures.begin(data, scratch.resolve("model.txt"))) {
            String verified = NodeUnderLoad.verify(data, scratch.resolve("verify.log"));
            assertTrue(verified.startsWith("0 sound: "), verified);
            Map<String, String> figures = new TreeMap<>();
            Matcher line = FIGURE.matcher(verified.replace("list_", "list_entries."));
            while (line.find()) {
                figures.put(line.group(1), line.group(2).replaceAll("[.,]", "").replaceFirst("^0+(?=.)", ""));
            }
            Map<String, String> expected = model.figures();
            expected.keySet().retainAll(figures.keySet());
            assertTrue(expected.size() > 10, expected::toString);
            assertEquals(expected, figures);
        }
    }

    static void check(NodeUnderLoad node, Path data, Path scratch) throws Exception {
        Map<String, String> figures = node.digest();
        String digest = figures.remove("state_digest");
        assertEquals(0, node.terminate(), "exit code after SIGTERM");

        try (ModelFigures model = ModelFigures.begin(data, scratch.resolve("model.txt"))) {
            String verified = node.verify();
            assertTrue(verified.startsWith("0 ") && verified.contains(digest), digest + " is not in: " + verified);
            assertEquals(model.figures(), figures, "the node's figures");
        }
    }
}
