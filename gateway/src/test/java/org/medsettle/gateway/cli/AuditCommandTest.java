package org.medsettle.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.domain.card.CardNumber;
import org.medsettle.gateway.trail.AuditEntry;
import org.medsettle.gateway.trail.AuditSubject;
import org.medsettle.gateway.trail.FileAuditTrail;
import picocli.CommandLine;

/** {@code audit} from outside: exit codes, what is printed and where. */
class AuditCommandTest {
    private static final String NUMBER = "A1234567" + CardNumber.checkCharacter("A1234567");

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void record() throws Exception {
        try (FileAuditTrail trail = FileAuditTrail.open(directory.resolve("audit"), () -> 1_750_000_000_000L)) {
            for (AuditSubject subject : new AuditSubject[] {
                AuditSubject.card(CardNumber.key(110101, NUMBER)), AuditSubject.person("P1"), AuditSubject.NONE
            }) {
                CompletableFuture<Boolean> written = new CompletableFuture<>();
                trail.record(new AuditEntry("op", "::1", "GET /x", subject, 200, "OK", 0), written::complete);
                assertTrue(written.get(20, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void shouldCallASoundTrailSound() {
        assertEquals(0, run(directory.toString()));

        assertTrue(out.toString().startsWith("sound: records 1 to 3 of 1 days, "), out::toString);
    }

    @Test
    void shouldPrintTheRecordsAskedForAndNothingElse() {
        assertEquals(0, run(directory.toString(), "--card", "110101/" + NUMBER));
        assertTrue(out.toString().startsWith("{\"n\":1,"), out::toString);
        assertEquals(1, out.toString().lines().count());
        assertTrue(err.toString().startsWith("sound: "), err::toString);

        assertEquals(0, run(directory.toString(), "--person", "P1", "--day", "2025-06-15"));
        assertTrue(out.toString().startsWith("{\"n\":2,"), out::toString);
        assertEquals(0, run(directory.toString(), "--day", "2025-06-16"));
        assertEquals("", out.toString());
        assertEquals(0, run(directory.toString(), "--all"));
        assertEquals(3, out.toString().lines().count());
    }

    @Test
    void shouldNameTheFirstRecordThatDoesNotFit() throws Exception {
        Path file = directory.resolve("audit/2025-06-15.jsonl");
        Files.writeString(file, Files.readString(file).replaceFirst("\"peer\":\"::1\"", "\"peer\":\"::2\""));

        assertEquals(1, run(directory.toString()));

        assertTrue(err.toString().contains("2025-06-15.jsonl line 1: is no record, or was changed"), err::toString);
        assertEquals("", out.toString());
    }

    @Test
    void shouldCallWrongUsageWhatIsWrongUsage() {
        assertEquals(2, run(directory.resolve("audit").toString()));
        assertEquals(2, run(directory.toString(), "--day", "yesterday"));
        assertEquals(2, run(directory.toString(), "--card", "110101/A12345670"));
        assertEquals(2, run(directory.toString(), "--card", "110101/" + NUMBER, "--person", "P1"));
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return new CommandLine(new AuditCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
