package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;

/** Backup and restore as an operator uses them: processes of their own, beside a node that is under load. */
class BackupFaultIT {
    private static final Pattern SEQUENCE = Pattern.compile("sequence ([0-9,]+) of ");

    @TempDir
    private Path directory;

    @Test
    void shouldBackUpUnderLoadAndRestoreToASequenceAndATime() throws Exception {
        Path data = directory.resolve("data");
        String backup = directory.resolve("backup").toString();
        long sequence;
        String digest;
        Instant time;
        String lastDigest;
        try (NodeUnderLoad node = new NodeUnderLoad(directory, data, 300, 19, false)) {
            node.start(List.of(), "data.segment_bytes=16777216", "snapshot.journal_bytes=400000");
            CompletableFuture<Void> traffic = node.load(2_000);
            for (int i = 0; i < 2; i++) {
                done(node.medsettle("backup", data.toString(), backup));
            }
            node.await(traffic);
            Map<String, String> atRest = node.digest();
            sequence = Long.parseLong(atRest.get("sequence"));
            digest = atRest.get("state_digest");
            time = Instant.now();
            node.await(node.load(200));
            lastDigest = node.digest().get("state_digest");
            done(node.medsettle("backup", data.toString(), backup));

            restore(node, backup, "by-sequence", digest, "--to-seq", Long.toString(sequence));
            assertEquals(sequence, restore(node, backup, "by-time", digest, "--to-time", time.toString()));
            assertTrue(restore(node, backup, "all", lastDigest) > sequence);
            assertEquals(
                    "1",
                    node.medsettle("restore", backup, dir("never"), "--to-seq", "999999999")
                            .substring(0, 1));
            assertFalse(Files.exists(directory.resolve("never")));
            assertEquals("2", node.medsettle("restore", backup, dir("all")).substring(0, 1));
            assertEquals("2", node.medsettle("backup", dir("nowhere"), backup).substring(0, 1));
            assertEquals("0", node.medsettle("verify", backup).substring(0, 1));
            assertEquals(
                    "1", node.medsettle("serve", "--set", "data.dir=" + backup).substring(0, 1));
        }
    }

    /** Restores into a new directory, verifies that, and answers the sequence. */
    private long restore(NodeUnderLoad node, String backup, String name, String digest, String... target)
            throws Exception {
        String[] arguments = new String[3 + target.length];
        arguments[0] = "restore";
        arguments[1] = backup;
        arguments[2] = dir(name);
        System.arraycopy(target, 0, arguments, 3, target.length);
        String output = done(node.medsettle(arguments));
        assertTrue(output.contains("state digest " + digest), output);
        Matcher sequence = SEQUENCE.matcher(output);
        assertTrue(sequence.find(), output);
        return Long.parseLong(sequence.group(1).replace(",", ""));
    }

    private String dir(String name) {
        return directory.resolve(name).toString();
    }

    private static String done(String output) {
        assertTrue(output.startsWith("0 "), output);
        return output;
    }
}
