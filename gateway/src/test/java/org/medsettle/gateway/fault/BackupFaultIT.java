package org.medsettle.gateway.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.gateway.cli.demo.NodeUnderLoad;

/**
 * Backup and restore as an operator uses them: processes of their own, beside a node that is under load. What is restored to a
 * moment has every answer given by then, up to exactly the last command stamped by then.
 */
class BackupFaultIT {
    private static final Pattern SEQUENCE = Pattern.compile("sequence ([0-9,]+) of ");
    private static final Pattern DIGEST = Pattern.compile("state digest ([0-9a-f]{16})");

    @TempDir
    private Path directory;

    @Test
    void shouldBackUpUnderLoadAndRestoreToASequenceAndATime() throws Exception {
        Path data = directory.resolve("data");
        String backup = dir("backup");
        try (FaultTable.Run run = FaultTable.begin("the directory is gone: backed up under load, restored");
                NodeUnderLoad node = new NodeUnderLoad(directory, data, 300, 19, false)) {
            node.start(List.of(), "data.segment_bytes=16777216", "snapshot.journal_bytes=400000");
            node.noteAnswers(System::currentTimeMillis);
            CompletableFuture<Void> traffic = node.load(2_000);
            for (int i = 0; i < 2; i++) {
                done(node.medsettle("backup", data.toString(), backup));
            }
            node.await(traffic);
            // The windows go on meanwhile: there is no moment at which nothing happens.
            Map<String, String> meanwhile = node.digest();
            long sequence = Long.parseLong(meanwhile.get("sequence"));
            Instant time = Instant.now();
            long later = Long.parseLong(node.digest().get("sequence"));
            node.await(node.load(200));
            node.rest();
            run.audited(node.audit(), "while it was backed up");
            Map<String, String> atRest = node.digest();
            done(node.medsettle("backup", data.toString(), backup));
            node.kill();

            String bySequence = restore(node, backup, "by-sequence", "--to-seq", Long.toString(sequence));
            assertEquals(sequence, sequence(bySequence));
            assertEquals(meanwhile.get("state_digest"), digest(bySequence));

            String byTime = restore(node, backup, "by-time", "--to-time", time.toString());
            assertEquals(JournalTimes.lastUpTo(Path.of(backup), time.toEpochMilli()), sequence(byTime), byTime);
            assertTrue(sequence <= sequence(byTime) && sequence(byTime) <= later, byTime);
            run.audited(
                    node.auditCut(directory.resolve("by-time"), time.toEpochMilli(), "node-by-time"),
                    "restored to the moment at which sequence " + sequence + " had been answered");

            String all = restore(node, backup, "all");
            assertEquals(Long.parseLong(atRest.get("sequence")), sequence(all));
            assertEquals(atRest.get("state_digest"), digest(all));
            run.audited(node.auditCut(directory.resolve("all"), Long.MAX_VALUE - 1, "node-all"), "restored whole");
            refuseWhatCannotBe(node, backup);
        }
    }

    private void refuseWhatCannotBe(NodeUnderLoad node, String backup) throws Exception {
        assertEquals(
                "1",
                node.medsettle("restore", backup, dir("never"), "--to-seq", "999999999")
                        .substring(0, 1));
        assertFalse(Files.exists(directory.resolve("never")));
        assertEquals("2", node.medsettle("restore", backup, dir("all")).substring(0, 1));
        assertEquals("2", node.medsettle("backup", dir("nowhere"), backup).substring(0, 1));
        assertEquals("0", node.medsettle("verify", backup).substring(0, 1));
        assertEquals("1", node.medsettle("serve", "--set", "data.dir=" + backup).substring(0, 1));
    }

    private String restore(NodeUnderLoad node, String backup, String name, String... target) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("restore", backup, dir(name)));
        arguments.addAll(List.of(target));
        return done(node.medsettle(arguments.toArray(new String[0])));
    }

    private static long sequence(String output) {
        return Long.parseLong(found(SEQUENCE, output).replace(",", ""));
    }

    private static String digest(String output) {
        return found(DIGEST, output);
    }

    private static String found(Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        assertTrue(matcher.find(), output);
        return matcher.group(1);
    }

    private String dir(String name) {
        return directory.resolve(name).toString();
    }

    private static String done(String output) {
        assertTrue(output.startsWith("0 "), output);
        return output;
    }
}
