package org.medsettle.gateway.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.medsettle.domain.card.CardNumber;

/** Goal: what the trail's files hold, over days, restarts, torn lines and disks that refuse; real files throughout. */
@Timeout(60)
class FileAuditTrailTest {
    private static final long CARD = CardNumber.key(110101, "A1234567" + CardNumber.checkCharacter("A1234567"));
    /** 2025-06-15T23:06:40+08:00. */
    private static final long NOON = 1_750_000_000_000L;

    private static final LocalDate DAY = LocalDate.of(2025, 6, 15);

    @TempDir
    private Path directory;

    private final AtomicLong nowMs = new AtomicLong(NOON);
    private Path trail;

    @BeforeEach
    void name() {
        trail = directory.resolve("audit");
    }

    @Test
    void shouldWriteGoldenLinesThatHangOnEachOther() throws Exception {
        Files.createDirectories(trail);
        Files.writeString(trail.resolve("subject.key"), "00".repeat(31) + "01\n");

        write(entry(AuditSubject.NONE, 0), entry(AuditSubject.card(CARD), 77));

        assertEquals(
                "{\"n\":1,\"time\":\"2025-06-15T23:06:40.000+08:00\",\"operator\":\"op-1\",\"peer\":\"127.0.0.1\","
                        + "\"call\":\"POST /x/{y}\",\"status\":200,\"result\":\"OK\",\"prev\":\"" + "0".repeat(64)
                        + "\",\"hash\":\"439c1669fc62fe1d86496bcc160f29eb05ab81f0149c5331ae0feb8ab27addb2\"}",
                lines().get(0));
        assertEquals(
                "{\"n\":2,\"time\":\"2025-06-15T23:06:40.000+08:00\",\"operator\":\"op-1\",\"peer\":\"127.0.0.1\","
                        + "\"call\":\"POST /x/{y}\",\"concerns\":\"CARD\",\"subject\":\"110101 *5674\",\"tag\":\"b066775ccfd0eaf3\","
                        + "\"status\":200,\"result\":\"OK\",\"sequence\":77,\"prev\":\"439c1669fc62fe1d86496bcc160f29eb05ab81f0149c5331ae0feb8ab27addb2\","
                        + "\"hash\":\"95da270914cb1c41f208e4801ffb3879d59d3123cd6859192f5ce6e8633cb5cb\"}",
                lines().get(1));
    }

    @Test
    void shouldGoOnAfterARestartAndOnTheNextDay() throws Exception {
        write(entry(AuditSubject.NONE, 0));
        nowMs.addAndGet(TimeUnit.DAYS.toMillis(1));
        write(entry(AuditSubject.NONE, 0), entry(AuditSubject.NONE, 0));

        assertEquals(1, lines().size());
        assertEquals(2, Files.readAllLines(trail.resolve("2025-06-16.jsonl")).size());
        TrailOutcome.Sound sound = (TrailOutcome.Sound) verify();
        assertEquals("1 3 2", sound.first() + " " + sound.last().number() + " " + sound.days());
    }

    @Test
    void shouldStayOnTheDayWhenTheClockGoesBack() throws Exception {
        try (FileAuditTrail open = open()) {
            record(open, entry(AuditSubject.NONE, 0));
            nowMs.addAndGet(-TimeUnit.DAYS.toMillis(1));
            record(open, entry(AuditSubject.NONE, 0));
        }

        assertEquals(2, lines().size());
        assertEquals(List.of(DAY), new TrailDirectory(trail).days());
    }

    @Test
    void shouldCutOffALineThatAKillHasTorn() throws Exception {
        write(entry(AuditSubject.NONE, 0));
        Files.writeString(file(), "{\"n\":2,\"time\":\"2025", StandardOpenOption.APPEND);
        assertTrue(verify() instanceof TrailOutcome.Sound, "a line under way is no damage");

        write(entry(AuditSubject.NONE, 0));

        assertEquals(2, lines().size());
        assertEquals(2, ((TrailOutcome.Sound) verify()).last().number());
    }

    @Test
    void shouldRefuseToGoOnBehindADamagedLastLine() throws Exception {
        write(entry(AuditSubject.NONE, 0));
        Files.writeString(file(), Files.readString(file()).replace("op-1", "op-2"));

        try (FileAuditTrail open = open()) {
            assertFalse(open.isWriting());
            assertFalse(record(open, entry(AuditSubject.NONE, 0)));
        }

        assertEquals(1, lines().size());
    }

    @Test
    void shouldNameTheFirstRecordThatWasChangedAtAnyByte() throws Exception {
        write(entry(AuditSubject.NONE, 0), entry(AuditSubject.card(CARD), 5), entry(AuditSubject.NONE, 0));
        byte[] sound = Files.readAllBytes(file());

        // All but the last line feed: without it the line counts as not written.
        for (int at = 0; at < sound.length - 1; at++) {
            byte[] changed = sound.clone();
            changed[at] ^= 1;
            Files.write(file(), changed);
            assertTrue(verify() instanceof TrailOutcome.Broken, "byte " + at);
        }
    }

    @Test
    void shouldSeeRecordsThatWereTakenOutOrChangedPlaces() throws Exception {
        write(entry(AuditSubject.NONE, 0), entry(AuditSubject.NONE, 1), entry(AuditSubject.NONE, 2));
        List<String> all = lines();

        for (List<String> others : List.of(
                List.of(all.get(0), all.get(2)),
                List.of(all.get(1), all.get(0), all.get(2)),
                List.of(all.get(0), all.get(0), all.get(1), all.get(2)))) {
            Files.write(file(), others);
            TrailOutcome broken = verify();
            assertTrue(broken instanceof TrailOutcome.Broken, others.toString());
            assertTrue(broken.describe().contains("line 2"), broken.describe());
        }
    }

    @Test
    void shouldAnswerFalseWhileTheDiskRefusesAndGoOnAfterwards() throws Exception {
        Files.createDirectories(trail);
        Files.createSymbolicLink(file(), Path.of("/dev/full"));
        try (FileAuditTrail open = open()) {
            assertFalse(record(open, entry(AuditSubject.NONE, 0)));
            assertFalse(open.isWriting());

            Files.delete(file());
            while (!open.isWriting()) {
                Thread.onSpinWait();
            }
            assertTrue(record(open, entry(AuditSubject.NONE, 0)));
        }

        assertEquals(1, lines().size());
        assertEquals(1, ((TrailOutcome.Sound) verify()).last().number());
    }

    @Test
    void shouldFindASubjectByItsTagOnly() throws Exception {
        write(entry(AuditSubject.card(CARD), 5), entry(AuditSubject.person("P1"), 6), entry(AuditSubject.NONE, 0));

        List<String> found = new ArrayList<>();
        TrailVerifier.verify(trail, null, AuditSubject.card(CARD), found::add);

        assertEquals(List.of(lines().get(0)), found);
        assertFalse(Files.readString(file()).contains("A1234567"));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(trail.resolve("subject.key"))));
    }

    @Test
    void shouldReadADayFromARecordOn() throws Exception {
        write(entry(AuditSubject.NONE, 1), entry(AuditSubject.NONE, 2));
        try (FileAuditTrail open = open()) {
            assertEquals(new TrailPage(true, lines().get(1) + "\n", 0), read(open, DAY, 2));
            assertEquals(TrailPage.NONE, read(open, DAY.plusDays(1), 1));
        }
    }

    private static AuditEntry entry(AuditSubject subject, long sequence) {
        return new AuditEntry("op-1", "127.0.0.1", "POST /x/{y}", subject, 200, "OK", sequence);
    }

    private FileAuditTrail open() {
        return FileAuditTrail.open(trail, nowMs::get);
    }

    private void write(AuditEntry... entries) throws Exception {
        try (FileAuditTrail open = open()) {
            for (AuditEntry entry : entries) {
                assertTrue(record(open, entry));
            }
        }
    }

    private static boolean record(FileAuditTrail open, AuditEntry entry) throws Exception {
        CompletableFuture<Boolean> written = new CompletableFuture<>();
        open.record(entry, written::complete);
        return written.get(20, TimeUnit.SECONDS);
    }

    private static TrailPage read(FileAuditTrail open, LocalDate day, long from) throws Exception {
        CompletableFuture<TrailPage> page = new CompletableFuture<>();
        open.read(day, from, page::complete);
        return page.get(20, TimeUnit.SECONDS);
    }

    private TrailOutcome verify() {
        return TrailVerifier.verify(trail, null, AuditSubject.NONE, line -> {});
    }

    private Path file() {
        return trail.resolve(DAY + ".jsonl");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file(), StandardCharsets.UTF_8);
    }
}
